export { contentKey, readContent } from './content.ts';
export { registerFileRoutes, type FileRoutes } from './file-routes.ts';
export { fileStore, fileStoreConfig, type Content, type FileStore, type FileStoreConfig } from './file-store.ts';
export { fileUrl } from './link.ts';
export { fileErrors } from './messages.ts';
export { recordMade, storeMade } from './made.ts';
export { StoredFile, type FilePurpose } from './stored-file.entity.ts';
export { StoredFileResolver } from './stored-file.resolver.ts';
export { keepFile, MAX_FILE_BYTES, purgeUnfinishedUploads, UNFINISHED_FOR } from './uploads.ts';

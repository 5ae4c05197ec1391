import type { Words } from '@canteen/kernel';

/** Refusals of uploads and downloads. */
export const fileErrors: Record<string, Words> = {
  FILE_TOO_LARGE: { zh: '单个文件最大 {maxMegabytes} MB，收到的文件更大。', en: 'A file may have at most {maxMegabytes} MB; this one is larger.' },
  FILE_TYPE_NOT_ALLOWED: {
    zh: '只接受 {allowed}，按文件内容判断，与文件名无关；收到的是 {given}。',
    en: 'Only {allowed} are accepted, judged by content and not by name; this is {given}.',
  },
  FILE_EMPTY: { zh: '文件不能为空，收到 0 字节。', en: 'A file must not be empty; 0 bytes were received.' },
  FILE_DAMAGED: { zh: '文件必须完整，收到的文件缺少结尾，请重新拍摄或重新选择。', en: 'A file must be whole; this one lacks its end. Take or choose it again.' },
  FILE_SIZE_REQUIRED: { zh: '开始上传前须说明文件大小（字节）。', en: 'An upload begins with the size of the file in bytes.' },
  FILE_LINK_EXPIRED: { zh: '文件链接只在短时间内有效，此链接已过期，请刷新页面。', en: 'A file link is good for a short time; this one has expired. Reload the page.' },
  FILE_LOST: { zh: '文件记录存在，但存储中找不到内容，请通知管理员。', en: 'The file is on record, but its content is not in the store. Tell the administrator.' },
  UPLOAD_OFFSET_MISMATCH: { zh: '须从第 {expected} 字节继续上传，收到的起点是 {given}。', en: 'The upload goes on at byte {expected}; {given} was sent.' },
  UPLOAD_OFFSET_REQUIRED: { zh: '续传须在 Upload-Offset 中说明起点字节。', en: 'To go on, say the byte in Upload-Offset.' },
  UPLOAD_SIZE_MISMATCH: { zh: '说明的大小是 {expected} 字节，收到的更多。', en: '{expected} bytes were announced; more were sent.' },
  UPLOAD_TOO_MANY_PARTS: { zh: '一个文件最多分 {max} 次上传，请重新开始。', en: 'A file may come in at most {max} parts. Begin again.' },
  UPLOAD_FORM_NOT_ACCEPTED: { zh: '请直接发送文件内容，不接受表单或纯文本格式（{given}）。', en: 'Send the bytes of the file themselves; forms and plain text ({given}) are not accepted.' },
};

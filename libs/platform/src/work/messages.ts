import type { Words } from '@canteen/kernel';

export const workEnums: Record<string, Record<string, Words>> = {
  WorkKind: {
    export: { zh: '导出', en: 'Export' },
    import: { zh: '导入', en: 'Import' },
    'import-check': { zh: '导入核对', en: 'Check of an import' },
  },
  WorkState: {
    QUEUED: { zh: '排队中', en: 'Queued' },
    RUNNING: { zh: '进行中', en: 'Running' },
    DONE: { zh: '已完成', en: 'Done' },
    FAILED: { zh: '失败', en: 'Failed' },
    CANCELLED: { zh: '已取消', en: 'Cancelled' },
  },
};

import { migrate } from '../../apps/api/src/orm.ts';
import { grantApp } from '../../apps/api/src/postgres.ts';

const ownerUrl = process.env.TEMPLATE_URL;
if (!ownerUrl) throw new Error('TEMPLATE_URL is not set');
await migrate({ ownerUrl });
await grantApp(ownerUrl);

export { Channel } from './channel.entity.ts';
export { checkMail } from './channel.rules.ts';
export { deliver, type TellableAlert } from './deliver.ts';
export { Delivery } from './delivery.entity.ts';
export { NotDelivered, type Receivers, type SmsAdapter } from './receivers.ts';
export { releaseDue, sendDue } from './send-due.ts';
export { smsByWebhook } from './senders.ts';

import type { ComponentType } from 'react';
import type { Messages } from '@canteen/kernel';
import type { Resource } from './provider/resource.ts';

/** What a folder adds to the console: its records, its other screens, and its module's words. */
export interface ConsoleModule {
  messages: Messages;
  resources: Resource[];
  pages?: { path: string; screen: ComponentType }[];
}

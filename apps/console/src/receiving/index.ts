import { messages } from '@canteen/receiving/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const goodsReceipts: Resource = {
  name: 'goodsReceipts',
  one: 'goodsReceipt',
  type: 'GoodsReceipt',
  label: { zh: '收货单', en: 'Goods receipt' },
  row: gql`
    fragment GoodsReceiptRow on GoodsReceipt {
      id number state occurredAt recordedAt lateEntry imported
      supplier { id name { zh en } } receivedBy { id name } checkedBy { id name } total { amount currency }
      lines { id ingredient { id name { zh en } } }
    }
  `,
  fragment: gql`
    fragment GoodsReceiptRecord on GoodsReceipt {
      id version number state note occurredAt recordedAt lateEntry imported lateReason countersignedAt availableActions
      canteen { id }
      recordedBy { id name } countersignedBy { name } receivedBy { id name } checkedBy { id name } checkedAt reversedReason
      supplier { id number name { zh en } address contact phone licenceStatus licenceValidTo }
      total { amount currency }
      lines {
        id lineNo brand spec producer supplierLot productionDate expiryDate ordered { value unit } delivered { value unit }
        unitPrice { amount currency unit } amount { amount currency } arrivalTemperature earlierTemperatures appearanceOk verdict rejectReason
        rejectPhoto { id name contentType url } missingDocuments
        ingredient { id name { zh en } category storage unit shelfLifeDays requiredDocuments packs { id unit holds { value unit } } }
        tests { id item measured limit unit passed occurredAt }
        lots { id lotCode status }
      }
      documents { id kind number line { id lineNo } file { id name contentType url } }
    }
  `,
  list: screen(() => import('./GoodsReceiptList.tsx'), 'GoodsReceiptList'),
  show: screen(() => import('./GoodsReceiptShow.tsx'), 'GoodsReceiptShow'),
  create: screen(() => import('./CaptureNew.tsx'), 'CaptureNew'),
  edit: screen(() => import('./CaptureAgain.tsx'), 'CaptureAgain'),
};

const lots: Resource = {
  name: 'lots',
  one: 'lot',
  type: 'Lot',
  label: { zh: '批次', en: 'Lot' },
  row: gql`
    fragment LotRow on Lot {
      id lotCode status expiryDate receivedAt balance { value unit } received { value unit } ingredient { id name { zh en } byDay } supplier { id name { zh en } } openedOn availableActions
    }
  `,
  fragment: gql`
    fragment LotRecord on Lot {
      id version lotCode supplierLot status hold holdReason productionDate expiryDate receivedAt openedOn availableActions
      received { value unit } balance { value unit } unitCost { amount currency unit }
      ingredient { id name { zh en } byDay unit } supplier { id name { zh en } }
      line { id lineNo receipt { id number occurredAt } }
      movements { id kind quantity { value unit } reason occurredAt recordedAt recordedBy { id name } lateEntry imported }
    }
  `,
  list: screen(() => import('./LotList.tsx'), 'LotList'),
  show: screen(() => import('./LotShow.tsx'), 'LotShow'),
};

export const receiving: ConsoleModule = {
  messages,
  resources: [goodsReceipts, lots],
  pages: [{ path: '/goodsReceipts/:id/accept', screen: screen(() => import('./Acceptance.tsx'), 'Acceptance') }],
};

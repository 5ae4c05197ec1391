import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import type { GoodsReceiptRecord } from '../provider/generated.ts';
import { useAct } from '../provider/useAct.ts';
import { useCan } from '../shell/me.tsx';
import { PrintButton } from '../sheets/PrintButton.tsx';
import { Acts } from '../ui/Acts.tsx';
import { Facts, Figure, Refusals, To } from '../ui/bits.tsx';
import { Corrections } from '../ui/Corrections.tsx';
import { useFormat } from '../ui/format.ts';
import { Keypad, NumberField } from '../ui/Keypad.tsx';
import { Section } from '../ui/Page.tsx';
import { Thumb } from '../ui/Photos.tsx';
import { RecordPage } from '../ui/RecordPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Sheet, usePhone } from '../ui/Sheet.tsx';
import { State, Tone } from '../ui/Tone.tsx';

const words = {
  accept: { zh: '去验收', en: 'Accept or reject' },
  edit: { zh: '继续填写', en: 'Go on writing' },
  addPaper: { zh: '补证明或复测', en: 'Add papers or re-measure' },
  supplier: { zh: '供货者', en: 'Supplier' },
  licence: { zh: '许可证', en: 'Licence' },
  received: { zh: '收货人', en: 'Received by' },
  checked: { zh: '验收人', en: 'Accepted by' },
  total: { zh: '合计', en: 'Total' },
  without: { zh: '不含拒收', en: 'without what was rejected' },
  note: { zh: '备注', en: 'Note' },
  reversed: { zh: '冲销原因', en: 'Reversed because' },
  lines: { zh: '货品', en: 'Goods' },
  name: { zh: '产品名称', en: 'Product' },
  ordered: { zh: '订 {amount}', en: 'ordered {amount}' },
  amount: { zh: '数量', en: 'Quantity' },
  lot: { zh: '批号', en: 'Lot' },
  made: { zh: '生产日期', en: 'Made' },
  until: { zh: '保质期至', en: 'Expires' },
  temp: { zh: '温度', en: 'Temp.' },
  looks: { zh: '外观', en: 'Looks' },
  price: { zh: '单价', en: 'Price' },
  money: { zh: '金额', en: 'Amount' },
  verdict: { zh: '验收', en: 'Verdict' },
  papers: { zh: '随货证明', en: 'Papers' },
  noPapers: { zh: '没有附证明。', en: 'No papers attached.' },
  forLine: { zh: '第 {n} 行', en: 'line {n}' },
  missing: { zh: '缺{kinds}', en: 'Missing: {kinds}' },
  good: { zh: '正常', en: 'fine' },
  bad: { zh: '异常', en: 'not right' },
  earlier: { zh: '先测 {list} °C', en: 'before: {list} °C' },
  test: { zh: '记录快检', en: 'Record a test' },
  tests: { zh: '原料快检', en: 'Raw-material tests' },
  pass: { zh: '合格', en: 'passed' },
  fail: { zh: '不合格', en: 'failed' },
  testOf: { zh: '{item} {measured}{unit}（限 <{limit}{unit}）', en: '{item} {measured}{unit} (limit <{limit}{unit})' },
};

export function GoodsReceiptShow() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const phone = usePhone();
  const [testing, setTesting] = useState<GoodsReceiptRecord['lines'][number] | null>(null);
  return (
    <RecordPage<GoodsReceiptRecord>
      resource="goodsReceipts"
      title={(r) => r.number}
      state={(r) => <State of="ReceiptState" value={r.state} />}
      sub={(r) => format.text(r.supplier?.name)}
      acts={(r) => (
        <Acts
          of="ReceiptAction"
          record={r}
          extra={<PrintButton ledger="receiptLines" filter={{ receipt: r.id }} />}
          acts={{
            ACCEPT: { to: (record) => `/goodsReceipts/${record.id}/accept`, label: words.accept },
            PRESENT: { verb: 'presentGoodsReceipt' },
            SAVE: { to: (record) => `/goodsReceipts/${record.id}`, label: r.state === 'INSPECTING' ? words.addPaper : words.edit },
            REVERSE: { verb: 'reverseGoodsReceipt', ask: {}, danger: true, variables: (record, reason) => ({ id: record.id, reason }) },
          }}
        />
      )}
    >
      {(r) => (
        <>
          <Section>
            <Facts
              rows={[
                [say(words.supplier), r.supplier && <><To to={`/suppliers/${r.supplier.id}/show`}>{format.text(r.supplier.name)}</To><Box sx={{ color: 'text.secondary' }}>{[r.supplier.address, r.supplier.contact, r.supplier.phone].filter(Boolean).join(' · ')}</Box></>],
                [say(words.licence), r.supplier && <><State of="LicenceStatus" value={r.supplier.licenceStatus} /> {r.supplier.licenceValidTo && format.day(r.supplier.licenceValidTo)}</>],
                [say(words.received), r.receivedBy.name],
                [say(words.checked), r.checkedBy ? `${r.checkedBy.name} · ${format.moment(r.checkedAt)}` : '—'],
                [say(words.total), <Figure strong value={format.money(r.total)} unit={r.lines.some((line) => line.verdict === 'REJECTED') ? say(words.without) : ''} />],
                r.note && [say(words.note), r.note],
                r.reversedReason && [say(words.reversed), <Tone tone="bad" plain>{r.reversedReason}</Tone>],
              ]}
            />
          </Section>
          <Section title={`${say(words.lines)} · ${r.lines.length}`}>
            {phone ? r.lines.map((line) => <LineCard key={line.id} line={line} onTest={can('receiving:accept') && r.state === 'INSPECTING' ? () => setTesting(line) : undefined} />) : (
              <Box sx={{ overflowX: 'auto' }}>
                <Table>
                  <TableHead>
                    <TableRow>
                      <TableCell>#</TableCell>
                      <TableCell>{say(words.name)}</TableCell>
                      <TableCell align="right">{say(words.amount)}</TableCell>
                      <TableCell>{say(words.lot)}</TableCell>
                      <TableCell>{say(words.made)}<br />{say(words.until)}</TableCell>
                      <TableCell align="right">{say(words.temp)}<br />{say(words.looks)}</TableCell>
                      <TableCell align="right">{say(words.price)}<br />{say(words.money)}</TableCell>
                      <TableCell>{say(words.verdict)}</TableCell>
                    </TableRow>
                  </TableHead>
                  <TableBody>
                    {r.lines.map((line) => (
                      <TableRow key={line.id} sx={{ '& td': { verticalAlign: 'top' }, '& td:not(:nth-of-type(2)):not(:last-of-type)': { whiteSpace: 'nowrap' } }}>
                        <TableCell>{line.lineNo}</TableCell>
                        <TableCell sx={{ minWidth: '9em' }}>
                          {line.ingredient && <To to={`/ingredients/${line.ingredient.id}/show`}>{format.text(line.ingredient.name)}</To>}
                          <Note>{[line.brand, line.spec, line.producer].filter(Boolean).join(' · ')}</Note>
                        </TableCell>
                        <TableCell align="right">{format.qty(line.delivered)}{line.ordered && line.ordered.value !== line.delivered.value && <Note>{say(words.ordered, { amount: format.qty(line.ordered) })}</Note>}</TableCell>
                        <TableCell>{line.lots[0] ? <To to={`/lots/${line.lots[0].id}/show`}>{line.lots[0].lotCode}</To> : (line.supplierLot ?? '—')}</TableCell>
                        <TableCell>{format.day(line.productionDate)}<br />{format.day(line.expiryDate)}</TableCell>
                        <TableCell align="right">
                          {line.arrivalTemperature === null ? '—' : `${line.arrivalTemperature} °C`}
                          {line.earlierTemperatures.length > 0 && <Note>{say(words.earlier, { list: line.earlierTemperatures })}</Note>}
                          <div>{line.appearanceOk ? say(words.good) : <Tone tone="bad" plain>{say(words.bad)}</Tone>}</div>
                        </TableCell>
                        <TableCell align="right">{format.rate(line.unitPrice)}<br />{format.money(line.amount)}</TableCell>
                        <TableCell>
                          <State of="LineVerdict" value={line.verdict} plain />
                          <LineNotes line={line} />
                          {can('receiving:accept') && r.state === 'INSPECTING' && <Button variant="text" size="small" onClick={() => setTesting(line)}>{say(words.test)}</Button>}
                        </TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </Box>
            )}
          </Section>
          <Section title={say(words.papers)}>
            {!r.documents.length && <Box sx={{ color: 'text.secondary' }}>{say(words.noPapers)}</Box>}
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
              {r.documents.map((document) => (
                <Box key={document.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: 200 }}>
                  {document.file && <Thumb id={document.file.id} name={document.file.name} contentType={document.file.contentType} {...(document.file.url ? { url: document.file.url } : {})} />}
                  <div>
                    {labels.of('ReceiptDocumentKind', document.kind)}
                    <Note>{[document.number, document.line && say(words.forLine, { n: document.line.lineNo })].filter(Boolean).join(' · ')}</Note>
                  </div>
                </Box>
              ))}
            </Box>
          </Section>
          <Corrections type="GoodsReceipt" id={r.id} />
          {testing && <TestSheet line={testing} onClose={() => setTesting(null)} />}
        </>
      )}
    </RecordPage>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return children ? <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{children}</Box> : null;
}

/** Everything that speaks against a line, and what was done about it. */
export function LineNotes({ line }: { line: GoodsReceiptRecord['lines'][number] }) {
  const say = useSay();
  const labels = useLabels();
  return (
    <>
      {line.missingDocuments.length > 0 && line.verdict === 'PENDING' && <Note><Tone tone="warn" plain>{say(words.missing, { kinds: line.missingDocuments.map((kind) => labels.of('ReceiptDocumentKind', kind)) })}</Tone></Note>}
      {line.rejectReason && <Note>{line.rejectReason}</Note>}
      {line.rejectPhoto && <Thumb id={line.rejectPhoto.id} name={line.rejectPhoto.name} {...(line.rejectPhoto.url ? { url: line.rejectPhoto.url } : {})} size={44} />}
      {line.tests.map((test) => (
        <Note key={test.id}><Tone tone={test.passed ? 'ok' : 'bad'} plain>{say(test.passed ? words.pass : words.fail)}</Tone> {say(words.testOf, test)}</Note>
      ))}
    </>
  );
}

function LineCard({ line, onTest }: { line: GoodsReceiptRecord['lines'][number]; onTest: (() => void) | undefined }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Box sx={{ fontWeight: 500 }}>{line.lineNo}. {format.text(line.ingredient?.name)}</Box>
        <Box>{format.qty(line.delivered)}</Box>
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, color: 'text.secondary' }}>
        <Box>
          {[line.arrivalTemperature !== null && `${line.arrivalTemperature} °C`, line.expiryDate && `${say(words.until)} ${format.day(line.expiryDate)}`].filter(Boolean).join(' · ')}
          {line.lots[0] && <Box><To to={`/lots/${line.lots[0].id}/show`}>{line.lots[0].lotCode}</To></Box>}
        </Box>
        <Box sx={{ textAlign: 'right' }}>{format.money(line.amount)}<Box><State of="LineVerdict" value={line.verdict} plain /></Box></Box>
      </Box>
      <LineNotes line={line} />
      {onTest && <Button variant="text" onClick={onTest}>{say(words.test)}</Button>}
    </Box>
  );
}

const testWords = {
  item: { zh: '检测项目', en: 'Item' },
  usual: { zh: '农药残留抑制率', en: 'Pesticide inhibition' },
  measured: { zh: '检测数值', en: 'Measured' },
  limit: { zh: '限定值（抑制率可不填）', en: 'Limit (optional for inhibition)' },
  save: { zh: '保存检测', en: 'Save test' },
};

function TestSheet({ line, onClose }: { line: GoodsReceiptRecord['lines'][number]; onClose: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { act, pending, refusals } = useAct();
  const [item, setItem] = useState(say(testWords.usual));
  const [measured, setMeasured] = useState('');
  const [limit, setLimit] = useState('');
  const save = async () => {
    if (await act('recordRawMaterialTest', { line: line.id, item, measured, limit: limit || null, unit: '%' }, { quiet: true })) onClose();
  };
  return (
    <Sheet open full title={`${say(words.test)} · ${format.text(line.ingredient?.name)}`} onClose={onClose} actions={<Button variant="contained" loading={pending} disabled={!measured || !item.trim()} onClick={() => void save()}>{say(testWords.save)}</Button>}>
      <Keypad>
        <Refusals errors={refusals} />
        <Box sx={{ display: 'grid', gap: 2 }}>
          <TextField label={say(testWords.item)} value={item} onChange={(event) => setItem(event.target.value)} />
          <NumberField autoFocus label={say(testWords.measured)} unit="%" value={measured} onChange={setMeasured} />
          <NumberField label={say(testWords.limit)} unit="%" value={limit} onChange={setLimit} />
        </Box>
      </Keypad>
    </Sheet>
  );
}

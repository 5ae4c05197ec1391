// The nested list as a person would write it by hand who needs nothing else: one statement, the database makes the JSON.
// No session, no permission, no scope, no log.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 8 });
const SIZE = 20;

const text = `
select json_build_object('data', json_build_object('goodsReceipts', json_build_object(
  'total', (select count(*)::int from goods_receipt where canteen_id = $1),
  'items', (
    select coalesce(json_agg(json_build_object(
      'id', r.id, 'number', r.number, 'state', r.state,
      'occurredAt', to_char(r.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'recordedAt', to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'lateEntry', r.late_entry,
      'supplier', json_build_object('id', s.id, 'name', json_build_object('zh', s.name_zh, 'en', s.name_en)),
      'receivedBy', json_build_object('id', p.id, 'name', p.name),
      'checkedBy', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end,
      'total', json_build_object('amount', round(r.total_fen / 100.0, 2)::text, 'currency', r.total_currency),
      'lines', l.lines
    ) order by r.occurred_at desc, r.id desc), '[]')
    from (select * from goods_receipt where canteen_id = $1 order by occurred_at desc, id desc limit ${SIZE} offset $2) r
    join supplier s on s.id = r.supplier_id
    join person p on p.id = r.received_by_id
    left join person c on c.id = r.checked_by_id
    cross join lateral (
      select coalesce(json_agg(json_build_object(
        'id', l.id, 'lineNo', l.line_no,
        'ingredient', json_build_object('id', i.id, 'name', json_build_object('zh', i.name_zh, 'en', i.name_en)),
        'delivered', json_build_object('value', trim_scale(l.delivered_value)::text, 'unit', l.delivered_unit),
        'unitPrice', json_build_object('amount', trim_scale(l.unit_price_amount)::text, 'currency', l.unit_price_currency, 'unit', l.unit_price_unit),
        'amount', json_build_object('amount', round(l.amount_fen / 100.0, 2)::text, 'currency', l.amount_currency),
        'expiryDate', l.expiry_date, 'verdict', l.verdict
      ) order by l.line_no), '[]') as lines
      from receipt_line l join ingredient i on i.id = l.ingredient_id where l.receipt_id = r.id
    ) l
  )
)))::text as answer`;

const server = createServer(async (request, response) => {
  try {
    const asked = new URL(request.url, 'http://localhost').searchParams;
    const { rows } = await pool.query({ name: 'list', text, values: [asked.get('canteen'), (Number(asked.get('page')) - 1) * SIZE] });
    const body = Buffer.from(rows[0].answer);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }).end(body);
  } catch (error) {
    response.writeHead(500, { 'content-length': 0 }).end();
    console.error(error);
  }
});
server.listen(0, '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`));

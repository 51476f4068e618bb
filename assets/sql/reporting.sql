-- 谁报来了、谁没有报来、谁不能用：名单（expected.jsonl：mine、mine_name、first_day、last_day）里一矿一行，
-- 名单以外报来的也各一行。finding为空的才汇总。
with came as (
  select x.mine as mine, count(*) as copies, min(x.mine_name) as name_came,
         min(x.first_day) as first_came, max(x.last_day) as last_came,
         max(x.is_edited) as any_edited, max(x.is_demo) as any_demo
  from exports x
  group by x.mine
),
counted as (
  select workbook, 'hazards' as table_name, count(*) as rows_came from hazards group by workbook
  union all
  select workbook, 'hazard_steps' as table_name, count(*) as rows_came from hazard_steps group by workbook
  union all
  select workbook, 'sheets' as table_name, count(*) as rows_came from sheets group by workbook
  union all
  select workbook, 'sheet_sites' as table_name, count(*) as rows_came from sheet_sites group by workbook
  union all
  select workbook, 'duties' as table_name, count(*) as rows_came from duties group by workbook
  union all
  select workbook, 'activities' as table_name, count(*) as rows_came from activities group by workbook
  union all
  select workbook, 'services' as table_name, count(*) as rows_came from services group by workbook
  union all
  select workbook, 'persons' as table_name, count(*) as rows_came from persons group by workbook
),
torn as (
  select t.mine as mine, min(t.table_name) as table_torn
  from export_tables t
  left join counted c on c.workbook = t.workbook and c.table_name = t.table_name
  where t.table_name in ('hazards', 'hazard_steps', 'sheets', 'sheet_sites', 'duties', 'activities',
                         'services', 'persons')
    and t.row_count <> coalesce(c.rows_came, 0)
  group by t.mine
),
told as (
  select e.mine as mine, e.mine_name as mine_name, came.first_came as first_came,
         came.last_came as last_came, coalesce(came.copies, 0) as copies,
         case when coalesce(came.copies, 0) = 0 then '没有报来'
              when came.copies > 1 then '报了不止一份'
              when came.first_came <> e.first_day or came.last_came <> e.last_day then '时段不对'
              when came.any_edited = 1 then '在程序以外改过'
              when came.any_demo = 1 then '是演示资料'
              when torn.table_torn is not null then '有的表行数不对'
              else '' end as finding
  from expected e
  left join came on came.mine = e.mine
  left join torn on torn.mine = e.mine
  union all
  select came.mine as mine, came.name_came as mine_name, came.first_came as first_came,
         came.last_came as last_came, came.copies as copies, '不在名单上' as finding
  from came
  where came.mine not in (select mine from expected)
)
select mine, mine_name, first_came, last_came, copies, finding
from told
order by mine nulls last;

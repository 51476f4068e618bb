-- 全集团按处置档的隐患和整改率。分子、分母先求和再相除；千分数四舍五入，没有全部销号的不写1000。
with sound as (
  select x.workbook as workbook, x.first_day as first_day, x.last_day as last_day
  from exports x
  join expected e on e.mine = x.mine and e.first_day = x.first_day and e.last_day = x.last_day
  where x.is_edited = 0
    and x.mine in (select o.mine from exports o group by o.mine having count(*) = 1)
),
classed as (
  select h.class as class, sum(h.counts) as found, sum(h.is_closed) as closed, sum(h.is_late) as late,
         sum(h.days_late) as days
  from hazards h
  join sound s on s.workbook = h.workbook
  where h.found_on between s.first_day and s.last_day
  group by h.class
)
select c.class as class, w.word as word, c.found as found, c.closed as closed, c.late as late,
       c.days as days,
       cast(case when c.found = 0 then 0
                 when c.closed < c.found
                   then least(999, floor((c.closed * 2000 + c.found) / (2 * c.found)))
                 else 1000 end as bigint) as closing_rate
from classed c
left join (select code, min(word) as word from codes where list = 'Class' group by code) w
  on w.code = c.class
order by c.class nulls last;

-- 哪些检查项在几个矿反复不合格。隐患的item与items的id相连：编号带工作簿，几个矿放在一起不会串。
with sound as (
  select x.workbook as workbook
  from exports x
  join expected e on e.mine = x.mine and e.first_day = x.first_day and e.last_day = x.last_day
  where x.is_edited = 0
    and x.mine in (select o.mine from exports o group by o.mine having count(*) = 1)
)
select h.item_code as item_code, min(i.brief) as brief, count(*) as hazards,
       count(distinct h.mine) as mines
from hazards h
join sound s on s.workbook = h.workbook
join items i on i.id = h.item
where h.counts = 1
group by h.item_code
order by count(*) desc, h.item_code nulls last;

-- 各矿一个时段的数字，一矿一行，与各矿自己的“本矿数字”（figures表）逐项核对：
-- 最后一列differing是对不上的项数，应全是0。没有报来的、重复的、时段不对的、改过的矿不在其中，见reporting.sql。
-- DuckDB、Spark、ClickHouse上原样运行；先运行同名引擎的建表语句（duckdb.sql、spark.sql、clickhouse.sql）。
-- 率一律先求和再相除，四舍五入用整数算：三个引擎的round对.5的取舍不同。
with sound as (
  select x.workbook as workbook, x.mine as mine, x.mine_name as mine_name,
         x.first_day as first_day, x.last_day as last_day
  from exports x
  join expected e on e.mine = x.mine and e.first_day = x.first_day and e.last_day = x.last_day
  where x.is_edited = 0
    and x.mine in (select o.mine from exports o group by o.mine having count(*) = 1)
),
busy as (
  select w.workbook as workbook, p.day as day, w.person as person from sheet_walkers w join sheets p on p.id = w.sheet where p.is_walked = 1
  union all
  select w.workbook as workbook, p.day as day, w.person as person from service_members w join services p on p.id = w.service
  union all
  select w.workbook as workbook, p.day as day, w.person as person from duty_persons w join duties p on p.id = w.duty
  union all
  select w.workbook as workbook, p.day as day, w.person as person from log_keepers w join logs p on p.id = w.log
  union all
  select p.workbook as workbook, p.day as day, p.leader as person from logs p
  union all
  select p.workbook as workbook, p.day as day, p.captain as person from logs p
  union all
  select p.workbook as workbook, p.day as day, p.giver as person from handovers p
  union all
  select p.workbook as workbook, p.day as day, p.taker as person from handovers p
  union all
  select p.workbook as workbook, p.day as day, p.reporter as person from zero_reports p
  union all
  select p.workbook as workbook, p.day as day, p.checker as person from spot_checks p
  union all
  select p.workbook as workbook, p.day as day, p.speaker as person from activities p
  union all
  select p.workbook as workbook, p.day as day, p.writer as person from activities p
),
b as (
  select s.workbook as workbook,
         count(distinct busy.person) as people_at_work
  from sound s
  join busy on busy.workbook = s.workbook
  join persons on persons.id = busy.person
  where busy.day between s.first_day and s.last_day and persons.membership_standing is not null
  group by s.workbook
),
p as (
  select s.workbook as workbook,
         sum(is_walked * is_patrol) as patrols,
         sum(is_walked * (1 - is_patrol)) as checks,
         sum(is_walked * walker_count) as walkers,
         sum(is_walked * is_patrol * sites_checked) as points
  from sound s
  join sheets on sheets.workbook = s.workbook
  where sheets.day between s.first_day and s.last_day
  group by s.workbook
),
v as (
  select s.workbook as workbook,
         count(distinct sheet_sites.site) as sites_seen
  from sound s
  join sheet_sites on sheet_sites.workbook = s.workbook
  where sheet_sites.is_checked = 1 and sheet_sites.day between s.first_day and s.last_day
  group by s.workbook
),
u as (
  select s.workbook as workbook,
         sum(is_out) as sheets_out
  from sound s
  join sheets on sheets.workbook = s.workbook
  where sheets.day between s.first_day and s.last_day
  group by s.workbook
),
found as (
  select h.workbook as workbook, h.counts as counts, h.class as class, h.notice as notice,
         h.is_on_spot as is_on_spot, h.is_closed as is_closed, h.is_to_close as is_to_close,
         h.is_late as is_late, h.was_late as was_late, h.funds_yuan as funds_yuan,
         case when h.closed_on between s.first_day and s.last_day then 1 else 0 end as closed_then,
         case when h.found_on is null or h.found_on <= s.last_day then 1 else 0 end as found_by_then,
         case when h.found_on between s.first_day and s.last_day then h.counts else 0 end as found_then
  from hazards h
  join sound s on s.workbook = h.workbook
),
h as (
  select workbook,
         sum(found_then) as hazards,
         sum(found_then * is_on_spot) as hazards_on_spot,
         sum(case when class = 'A' then found_then else 0 end) as hazards_a,
         sum(case when class = 'B' then found_then else 0 end) as hazards_b,
         sum(case when class = 'C' then found_then else 0 end) as hazards_c,
         sum(found_then * is_closed) as hazards_closed,
         sum(found_then * (1 - is_closed)) as hazards_open,
         sum(found_then * (1 - is_closed - is_to_close)) as hazards_waiting,
         sum(found_then * is_to_close) as hazards_to_close,
         sum(found_then * is_late) as hazards_late,
         sum(found_then * was_late) as hazards_were_late,
         count(distinct case when found_then = 1 and notice <> '' then notice end) as notices,
         sum(is_closed * closed_then) as closed_in_period,
         sum(found_by_then * counts * (1 - is_closed)) as open_in_all,
         sum(found_by_then * is_late) as late_in_all,
         sum(case when found_then = 1 then coalesce(funds_yuan, 0) * 100 else 0 end) as funds_fen
  from found
  group by workbook
),
t as (
  select s.workbook as workbook,
         count(*) as transfers
  from sound s
  join transfers on transfers.workbook = s.workbook
  where transfers.day between s.first_day and s.last_day
  group by s.workbook
),
d as (
  select s.workbook as workbook,
         sum(person_count) as duties
  from sound s
  join duties on duties.workbook = s.workbook
  where duties.day between s.first_day and s.last_day
  group by s.workbook
),
l as (
  select s.workbook as workbook,
         count(*) as logs
  from sound s
  join logs on logs.workbook = s.workbook
  where logs.day between s.first_day and s.last_day
  group by s.workbook
),
o as (
  select s.workbook as workbook,
         count(*) as handovers
  from sound s
  join handovers on handovers.workbook = s.workbook
  where handovers.day between s.first_day and s.last_day
  group by s.workbook
),
z as (
  select s.workbook as workbook,
         count(*) as zero_reports
  from sound s
  join zero_reports on zero_reports.workbook = s.workbook
  where zero_reports.day between s.first_day and s.last_day
  group by s.workbook
),
k as (
  select s.workbook as workbook,
         count(*) as spot_checks,
         sum(case when outcome = 'Unreached' then 1 else 0 end) as unreached,
         sum(case when outcome = 'Away' then 1 else 0 end) as away,
         sum(case when outcome is null then 1 else 0 end) as unsaid
  from sound s
  join spot_checks on spot_checks.workbook = s.workbook
  where spot_checks.day between s.first_day and s.last_day
  group by s.workbook
),
a as (
  select s.workbook as workbook,
         count(*) as activities,
         sum(attendance) as attendances,
         sum(is_possible * activities.answered) as answered,
         sum(is_possible * activities.passed) as passed
  from sound s
  join activities on activities.workbook = s.workbook
  where activities.day between s.first_day and s.last_day
  group by s.workbook
),
r as (
  select s.workbook as workbook,
         count(*) as services,
         sum(people) as served,
         sum(minutes) as service_minutes
  from sound s
  join services on services.workbook = s.workbook
  where services.day between s.first_day and s.last_day
  group by s.workbook
),
m as (
  select s.workbook as workbook,
         count(*) as members,
         sum(case when training = 'Passed' then 1 else 0 end) as trained,
         sum(case when persons.pledged is not null then 1 else 0 end) as pledged
  from sound s
  join persons on persons.workbook = s.workbook
  where persons.membership_standing is not null
  group by s.workbook
),
q1 as (
  select s.workbook as workbook,
         count(*) as zones
  from sound s
  join zones on zones.workbook = s.workbook
  group by s.workbook
),
q2 as (
  select s.workbook as workbook,
         count(*) as sites
  from sound s
  join sites on sites.workbook = s.workbook
  group by s.workbook
),
q3 as (
  select s.workbook as workbook,
         count(*) as routes
  from sound s
  join routes on routes.workbook = s.workbook
  group by s.workbook
),
q4 as (
  select s.workbook as workbook,
         count(*) as posts
  from sound s
  join posts on posts.workbook = s.workbook
  group by s.workbook
),
q5 as (
  select s.workbook as workbook,
         count(*) as cards
  from sound s
  join cards on cards.workbook = s.workbook
  group by s.workbook
),
counted as (
  select s.workbook as workbook, s.mine as mine, s.mine_name as mine_name,
         s.first_day as first_day, s.last_day as last_day,
         cast(coalesce(b.people_at_work, 0) as bigint) as people_at_work,
         cast(coalesce(p.patrols, 0) as bigint) as patrols,
         cast(coalesce(p.checks, 0) as bigint) as checks,
         cast(coalesce(p.walkers, 0) as bigint) as walkers,
         cast(coalesce(p.points, 0) as bigint) as points,
         cast(coalesce(v.sites_seen, 0) as bigint) as sites_seen,
         cast(coalesce(u.sheets_out, 0) as bigint) as sheets_out,
         cast(coalesce(h.hazards, 0) as bigint) as hazards,
         cast(coalesce(h.hazards_on_spot, 0) as bigint) as hazards_on_spot,
         cast(coalesce(h.hazards_a, 0) as bigint) as hazards_a,
         cast(coalesce(h.hazards_b, 0) as bigint) as hazards_b,
         cast(coalesce(h.hazards_c, 0) as bigint) as hazards_c,
         cast(coalesce(h.hazards_closed, 0) as bigint) as hazards_closed,
         cast(coalesce(h.hazards_open, 0) as bigint) as hazards_open,
         cast(coalesce(h.hazards_waiting, 0) as bigint) as hazards_waiting,
         cast(coalesce(h.hazards_to_close, 0) as bigint) as hazards_to_close,
         cast(coalesce(h.hazards_late, 0) as bigint) as hazards_late,
         cast(coalesce(h.hazards_were_late, 0) as bigint) as hazards_were_late,
         cast(coalesce(h.notices, 0) as bigint) as notices,
         cast(coalesce(h.closed_in_period, 0) as bigint) as closed_in_period,
         cast(coalesce(h.open_in_all, 0) as bigint) as open_in_all,
         cast(coalesce(h.late_in_all, 0) as bigint) as late_in_all,
         cast(case when coalesce(h.hazards, 0) = 0 then 0
              when h.hazards_closed < h.hazards then least(999, floor((h.hazards_closed * 2000 + h.hazards) / (2 * h.hazards)))
              else 1000 end as bigint) as closing_rate,
         cast(coalesce(h.funds_fen, 0) as bigint) as funds_fen,
         cast(coalesce(t.transfers, 0) as bigint) as transfers,
         cast(coalesce(d.duties, 0) as bigint) as duties,
         cast(coalesce(l.logs, 0) as bigint) as logs,
         cast(coalesce(o.handovers, 0) as bigint) as handovers,
         cast(coalesce(z.zero_reports, 0) as bigint) as zero_reports,
         cast(coalesce(k.spot_checks, 0) as bigint) as spot_checks,
         cast(coalesce(k.unreached, 0) as bigint) as unreached,
         cast(coalesce(k.away, 0) as bigint) as away,
         cast(coalesce(k.unsaid, 0) as bigint) as unsaid,
         cast(coalesce(a.activities, 0) as bigint) as activities,
         cast(coalesce(a.attendances, 0) as bigint) as attendances,
         cast(coalesce(a.answered, 0) as bigint) as answered,
         cast(coalesce(a.passed, 0) as bigint) as passed,
         cast(case when coalesce(a.answered, 0) = 0 then 0
              when a.passed < a.answered then least(999, floor((a.passed * 2000 + a.answered) / (2 * a.answered)))
              else 1000 end as bigint) as passing_rate,
         cast(coalesce(r.services, 0) as bigint) as services,
         cast(coalesce(r.served, 0) as bigint) as served,
         cast(coalesce(r.service_minutes, 0) as bigint) as service_minutes,
         cast(coalesce(m.members, 0) as bigint) as members,
         cast(coalesce(m.trained, 0) as bigint) as trained,
         cast(coalesce(m.pledged, 0) as bigint) as pledged,
         cast(coalesce(q1.zones, 0) as bigint) as zones,
         cast(coalesce(q2.sites, 0) as bigint) as sites,
         cast(coalesce(q3.routes, 0) as bigint) as routes,
         cast(coalesce(q4.posts, 0) as bigint) as posts,
         cast(coalesce(q5.cards, 0) as bigint) as cards
  from sound s
  left join b on b.workbook = s.workbook
  left join p on p.workbook = s.workbook
  left join v on v.workbook = s.workbook
  left join u on u.workbook = s.workbook
  left join h on h.workbook = s.workbook
  left join t on t.workbook = s.workbook
  left join d on d.workbook = s.workbook
  left join l on l.workbook = s.workbook
  left join o on o.workbook = s.workbook
  left join z on z.workbook = s.workbook
  left join k on k.workbook = s.workbook
  left join a on a.workbook = s.workbook
  left join r on r.workbook = s.workbook
  left join m on m.workbook = s.workbook
  left join q1 on q1.workbook = s.workbook
  left join q2 on q2.workbook = s.workbook
  left join q3 on q3.workbook = s.workbook
  left join q4 on q4.workbook = s.workbook
  left join q5 on q5.workbook = s.workbook
)
select c.mine as mine, c.mine_name as mine_name, c.first_day as first_day, c.last_day as last_day,
       c.people_at_work as people_at_work,
       c.patrols as patrols,
       c.checks as checks,
       c.walkers as walkers,
       c.points as points,
       c.sites_seen as sites_seen,
       c.sheets_out as sheets_out,
       c.hazards as hazards,
       c.hazards_on_spot as hazards_on_spot,
       c.hazards_a as hazards_a,
       c.hazards_b as hazards_b,
       c.hazards_c as hazards_c,
       c.hazards_closed as hazards_closed,
       c.hazards_open as hazards_open,
       c.hazards_waiting as hazards_waiting,
       c.hazards_to_close as hazards_to_close,
       c.hazards_late as hazards_late,
       c.hazards_were_late as hazards_were_late,
       c.notices as notices,
       c.closed_in_period as closed_in_period,
       c.open_in_all as open_in_all,
       c.late_in_all as late_in_all,
       c.closing_rate as closing_rate,
       c.funds_fen as funds_fen,
       c.transfers as transfers,
       c.duties as duties,
       c.logs as logs,
       c.handovers as handovers,
       c.zero_reports as zero_reports,
       c.spot_checks as spot_checks,
       c.unreached as unreached,
       c.away as away,
       c.unsaid as unsaid,
       c.activities as activities,
       c.attendances as attendances,
       c.answered as answered,
       c.passed as passed,
       c.passing_rate as passing_rate,
       c.services as services,
       c.served as served,
       c.service_minutes as service_minutes,
       c.members as members,
       c.trained as trained,
       c.pledged as pledged,
       c.zones as zones,
       c.sites as sites,
       c.routes as routes,
       c.posts as posts,
       c.cards as cards,
       case when c.people_at_work = f.people_at_work then 0 else 1 end
       + case when c.patrols = f.patrols then 0 else 1 end
       + case when c.checks = f.checks then 0 else 1 end
       + case when c.walkers = f.walkers then 0 else 1 end
       + case when c.points = f.points then 0 else 1 end
       + case when c.sites_seen = f.sites_seen then 0 else 1 end
       + case when c.sheets_out = f.sheets_out then 0 else 1 end
       + case when c.hazards = f.hazards then 0 else 1 end
       + case when c.hazards_on_spot = f.hazards_on_spot then 0 else 1 end
       + case when c.hazards_a = f.hazards_a then 0 else 1 end
       + case when c.hazards_b = f.hazards_b then 0 else 1 end
       + case when c.hazards_c = f.hazards_c then 0 else 1 end
       + case when c.hazards_closed = f.hazards_closed then 0 else 1 end
       + case when c.hazards_open = f.hazards_open then 0 else 1 end
       + case when c.hazards_waiting = f.hazards_waiting then 0 else 1 end
       + case when c.hazards_to_close = f.hazards_to_close then 0 else 1 end
       + case when c.hazards_late = f.hazards_late then 0 else 1 end
       + case when c.hazards_were_late = f.hazards_were_late then 0 else 1 end
       + case when c.notices = f.notices then 0 else 1 end
       + case when c.closed_in_period = f.closed_in_period then 0 else 1 end
       + case when c.open_in_all = f.open_in_all then 0 else 1 end
       + case when c.late_in_all = f.late_in_all then 0 else 1 end
       + case when c.closing_rate = f.closing_rate then 0 else 1 end
       + case when c.funds_fen = f.funds_fen then 0 else 1 end
       + case when c.transfers = f.transfers then 0 else 1 end
       + case when c.duties = f.duties then 0 else 1 end
       + case when c.logs = f.logs then 0 else 1 end
       + case when c.handovers = f.handovers then 0 else 1 end
       + case when c.zero_reports = f.zero_reports then 0 else 1 end
       + case when c.spot_checks = f.spot_checks then 0 else 1 end
       + case when c.unreached = f.unreached then 0 else 1 end
       + case when c.away = f.away then 0 else 1 end
       + case when c.unsaid = f.unsaid then 0 else 1 end
       + case when c.activities = f.activities then 0 else 1 end
       + case when c.attendances = f.attendances then 0 else 1 end
       + case when c.answered = f.answered then 0 else 1 end
       + case when c.passed = f.passed then 0 else 1 end
       + case when c.passing_rate = f.passing_rate then 0 else 1 end
       + case when c.services = f.services then 0 else 1 end
       + case when c.served = f.served then 0 else 1 end
       + case when c.service_minutes = f.service_minutes then 0 else 1 end
       + case when c.members = f.members then 0 else 1 end
       + case when c.trained = f.trained then 0 else 1 end
       + case when c.pledged = f.pledged then 0 else 1 end
       + case when c.zones = f.zones then 0 else 1 end
       + case when c.sites = f.sites then 0 else 1 end
       + case when c.routes = f.routes then 0 else 1 end
       + case when c.posts = f.posts then 0 else 1 end
       + case when c.cards = f.cards then 0 else 1 end as differing
from counted c
join figures f on f.workbook = c.workbook
order by c.mine nulls last;

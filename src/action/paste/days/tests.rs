//! Days as offices write them.

use super::*;

fn season() -> Season {
    let day = |text: &str| text.parse().unwrap();
    let near = day("2027-01-30");
    let span = Some((near, day("2027-02-20")));
    Season { near, span, little: LittleYear::North, titled: Titled::default() }
}

/// The days of February 2027 by their numbers, others whole; then what is left, then notes.
fn told(cell: &str, before: Option<&str>) -> String {
    let before = before.map(|day| day.parse().unwrap());
    match season().read(cell, before) {
        Ok(None) => "没有日期".to_owned(),
        Err(why) => format!("！{why}"),
        Ok(Some(Said { days, rest, notes })) => {
            let short = |day: &NaiveDate| {
                let of_month = (day.year(), day.month()) == (2027, 2);
                if of_month { day.day().to_string() } else { day.to_string() }
            };
            let days: Vec<String> = days.iter().map(short).collect();
            let mut all = vec![days.join(" ")];
            all.extend(Some(format!("剩{rest}")).filter(|_| !rest.is_empty()));
            all.extend(notes);
            all.join("；")
        }
    }
}

#[test]
fn days_are_read_as_offices_write_them() {
    let table = [
        ("2月5日", "5"),
        ("2月5日(除夕)", "5"),
        ("2月5日（周五 除夕）", "5"),
        ("2月5日 周五 腊月廿九", "5"),
        ("2月5日周五", "5"),
        ("2027年2月5日", "5"),
        ("2027-02-05 00:00:00", "5"),
        ("2027/2/5", "5"),
        ("20270205", "5"),
        ("2.5", "5"),
        ("2-5", "5"),
        ("2/5（周五）", "5"),
        ("二月五日", "5"),
        ("２月５日", "没有日期"),
        ("2月5日—7日", "5 6 7"),
        ("2月5日-2月7日", "5 6 7"),
        ("2月5-7日", "5 6 7"),
        ("2月8日至10日", "8 9 10"),
        ("2月11日、12日", "11 12"),
        ("2月11、12日", "11 12"),
        ("2月13日-2月14日", "13 14"),
        ("2.15-16", "15 16"),
        ("2.15-2.16", "15 16"),
        ("2月5、8-10日", "5 8 9 10"),
        ("8-10日", "8 9 10"),
        ("8至10日", "8 9 10"),
        ("1-31日", "2027-01-31"),
        ("2月5日（除夕）—2月7日（初二）", "5 6 7"),
        ("初一至初三", "6 7 8"),
        ("除夕", "5"),
        ("初六", "11"),
        ("正月初六", "11"),
        ("大年初一", "6"),
        ("腊月二十八", "4"),
        ("廿九", "5"),
        ("元宵节", "20"),
        ("小年", "2027-01-30"),
        ("14日", "14"),
        ("30日", "2027-01-30"),
        ("12月31日", "2026-12-31"),
        ("2月5日亢宝庆", "5；剩亢宝庆"),
        ("2月6日：逯春晖", "6；剩逯春晖"),
        ("2月5日 除夕 亢宝庆", "5；剩亢宝庆"),
        ("1月31日-2月2日", "2027-01-31 1 2"),
        ("亢宝庆", "没有日期"),
        ("8001", "没有日期"),
        ("13900000001", "没有日期"),
        ("", "没有日期"),
    ];
    for (cell, expected) in table {
        assert_eq!(told(cell, None), expected, "{cell}");
    }
}

#[test]
fn little_new_year_is_as_the_mine_keeps_it() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (little, expected) in [(LittleYear::North, "2027-01-30"), (LittleYear::South, "2027-01-31")]
    {
        let season = Season { little, ..season() };
        let days = season.read("小年", None).map(|said| said.unwrap().days);
        assert_eq!(days, Ok(vec![day(expected)]));
    }
    for cell in ["1月30日（小年）", "1月31日（小年）"] {
        assert_eq!(
            season().read(cell, None).unwrap().unwrap().notes,
            Vec::<String>::new(),
            "{cell}"
        );
    }
    assert!(told("2月1日（小年）", None).contains("表上写的农历不同"));
}

#[test]
fn what_cannot_be_told_says_why() {
    let table = [
        ("2月29日", "！“2月29日”：2027年没有2月29日"),
        ("2.29", "！“2.29”：2027年没有2月29日"),
        ("2月30日", "！“2月30日”：2027年没有2月30日"),
        ("13月1日", "！“13月1日”：没有13月1日"),
        ("25日", "！“25日”：本季里没有25日"),
        ("2月5日至", "！“2月5日至”：看不出到哪一天"),
        ("2月8日至5日", "！“2月8日至5日”：看不出是几月5日"),
        ("2月5日(至7日)", "！“2月5日(至7日)”：括号里的“至7日”看不懂"),
        ("2月5日（周六）", "5；2月5日是周五，表上写的是“周六”"),
        ("2月5日（初一）", "5；2月5日是腊月廿九，表上写的农历不同"),
        ("2月5日（调休）", "5；日期后的备注“调休”没有录入"),
        ("2月5日起", "5；剩起"),
        ("2-5日", "！“2-5日”：看不出是2月5日还是2日至5日"),
    ];
    for (cell, expected) in table {
        assert_eq!(told(cell, None), expected, "{cell}");
    }
}

#[test]
fn a_bare_day_goes_on_from_the_row_above() {
    let span = Some(("2027-01-15".parse().unwrap(), "2027-02-25".parse().unwrap()));
    let season = Season { span, ..season() };
    let read = |cell: &str, before: Option<&str>| {
        let before = before.map(|day| day.parse().unwrap());
        season.read(cell, before).map(|said| said.unwrap().days)
    };
    let day = |text: &str| vec![text.parse().unwrap()];
    assert_eq!(read("16日", Some("2027-01-15")), Ok(day("2027-01-16")));
    assert_eq!(read("16日", Some("2027-02-15")), Ok(day("2027-02-16")));
    assert_eq!(read("16日", None), Err("“16日”：看不出是几月16日".to_owned()));
}

#[test]
fn words_of_the_calendar_stand_beside_a_day() {
    let eve = "2027-02-05".parse().unwrap();
    for cell in ["周五", "五", "星期五", "腊月廿九", "除夕", "廿九", "周五 除夕"]
    {
        assert_eq!(beside(cell, eve), Some(Vec::new()), "{cell}");
    }
    assert_eq!(beside("六", eve).unwrap().len(), 1);
    assert_eq!(beside("周六六", eve), None);
    assert_eq!(beside("亢宝庆", eve), None);
}

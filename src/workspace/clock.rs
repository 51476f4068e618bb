//! A PC whose clock shows another hour than the program: said once, before anything can be typed,
//! since every paper would bear another day than the one on the wall.

use chrono::{NaiveDateTime, TimeDelta};

use super::{Dialog, Trouble, Workspace};

/// Clocks closer than this are one clock read twice.
const SAME: TimeDelta = TimeDelta::minutes(15);

/// How far the PC's clock is ahead of the mine's time, UTC+8, to the quarter of an hour in which
/// time zones lie; `None` where both show the same.
fn hours_ahead(mine: NaiveDateTime, pc: NaiveDateTime) -> Option<TimeDelta> {
    let apart = pc - mine;
    let quarters = (apart.num_seconds() + apart.num_seconds().signum() * 450) / 900;
    (SAME <= apart.abs()).then(|| TimeDelta::minutes(quarters * 15))
}

/// 早8小时, 晚13小时30分钟.
fn apart_words(ahead: TimeDelta) -> String {
    let minutes = ahead.num_minutes().abs();
    let (hours, rest) = (minutes / 60, minutes % 60);
    let which = if ahead < TimeDelta::zero() { "慢" } else { "快" };
    let hours = if hours == 0 { String::new() } else { format!("{hours}小时") };
    let rest = if rest == 0 { String::new() } else { format!("{rest}分钟") };
    format!("{which}{hours}{rest}")
}

/// What is said of a PC that shows another hour; nothing where it shows the mine's.
fn trouble(mine: NaiveDateTime, pc: NaiveDateTime) -> Option<Trouble> {
    let ahead = hours_ahead(mine, pc)?;
    let words = |moment: NaiveDateTime| moment.format("%-m月%-d日 %H:%M").to_string();
    Some(Trouble {
        what: format!(
            "电脑右下角显示{}，本程序按北京时间是{}，电脑比北京时间{}",
            words(pc),
            words(mine),
            apart_words(ahead)
        ),
        records: "记录都在；单据、日志上的日期和时间一律用本程序的时间，它显示在窗口最下面一行"
            .to_owned(),
        advice: "请看墙上的钟或手机。与本程序一致的：在电脑的“日期和时间”里把时区改成\
                 “(UTC+08:00)北京”就行；与电脑一致的：先改时区，再把时间改准"
            .to_owned(),
        path: None,
    })
}

impl Workspace {
    /// Compares the mine's time with what the PC shows, and says so in front of everything else
    /// where they differ.
    pub fn compare_clocks(&mut self, mine: NaiveDateTime, pc: NaiveDateTime) {
        if let Some(trouble) = trouble(mine, pc) {
            self.put_in_front(Dialog::Clock(trouble));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_pc_in_another_zone_is_told_by_how_much() {
        let mine = at("2027-02-23T01:30:00");
        for (pc, words) in [
            // The zone is UTC and the wall clock was set to Beijing time by hand.
            ("2027-02-22T17:30:00", Some("慢8小时")),
            ("2027-02-22T12:30:00", Some("慢13小时")),
            ("2027-02-23T02:30:01", Some("快1小时")),
            ("2027-02-22T23:00:00", Some("慢2小时30分钟")),
            ("2027-02-23T01:30:00", None),
            ("2027-02-23T01:30:02", None),
        ] {
            let told = trouble(mine, at(pc)).map(|trouble| trouble.what);
            let expected = words.is_some();
            assert_eq!(told.is_some(), expected, "{pc}");
            if let (Some(told), Some(words)) = (told, words) {
                assert!(told.ends_with(words), "{told}");
                assert!(told.contains("北京时间是2月23日 01:30"), "{told}");
            }
        }
    }
}

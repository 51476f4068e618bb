//! What a rescuer and an office director marked when they read cards, posts and chapters once more.

use super::{Row, hold};

const MARKED: &[Row] = &[
    // Whoever wakes people is not sent up into smoke for it.
    (
        "R01",
        "E01",
        &["在没有烟的楼层逐间敲门叫人", "楼道有烟的不上去，在楼外用喇叭喊"],
        &["按楼层逐间敲门叫人"],
    ),
    ("R01", "岗", &["在没有烟的楼层逐间叫人", "楼道有烟的不上去"], &["逐层逐间叫人"]),
    ("R01", "章", &["在没有烟的楼层逐间叫人"], &["逐层逐间叫人"]),
    // Smoke at the shoulders has been breathed for a while.
    ("R02", "E01", &["烟降到头顶高度，或者看不清出口"], &["烟降到肩"]),
    ("R03", "E02", &["有人触电、受伤的同时打120"], &[]),
    // 三人以上 and 三人以下 both hold three.
    ("R04", "章", &["一至二人食物中毒", "三人以上食物中毒"], &["三人以下"]),
    // 带班 is what leaders do underground.
    ("R05", "BF03", &["外委现场负责人"], &["带班"]),
    ("R05", "话 BF03", &["外委现场负责人"], &["带班"]),
    ("R06", "岗", &["地面总值班，听取报告", "本班带队，安排巡查"], &["值班：听", "带队："]),
    // Nobody is alone in a trench, in the sample either.
    ("R07", "样", &["在5号公寓换热间查暖气"], &["地沟查"]),
];

#[test]
fn what_was_marked_is_put_right() {
    hold(MARKED);
}

/// R08: the fourth building people sleep in had no place to gather.
#[test]
fn every_building_of_the_sample_has_a_place_to_gather() {
    let plan = include_str!("../../../assets/sample/plan.ron");
    let muster = plan.lines().find(|line| line.contains("card: \"E01\"")).unwrap();
    for building in ["1至3号公寓", "4号、5号公寓", "探亲公寓", "办公楼", "联合建筑"]
    {
        assert!(muster.contains(building), "{building}: {muster}");
    }
}

//! Who may be put at a post. Source: `sources.md` 排班规则.

use std::collections::BTreeSet;

use crate::model::Document;
use crate::model::id::{PersonId, PostId};
use crate::model::people::Group;

/// Everybody on the books who may be put at a post: those it names, else A角 and B角 with the
/// members of its group, or with the whole team where it has none.
pub fn pool(doc: &Document, post: PostId) -> BTreeSet<PersonId> {
    let Some(post) = doc.posts.get(&post) else { return BTreeSet::new() };
    let named = post.pool.iter().copied();
    let named: BTreeSet<PersonId> = named.filter(|one| doc.persons.get(one).is_some()).collect();
    if !named.is_empty() {
        return named;
    }
    let holders = [post.primary, post.backup].into_iter().flatten();
    let holders = holders.filter(|one| doc.persons.get(one).is_some());
    let members = doc.persons.iter().filter(|(_, person)| {
        let group = person.membership.as_ref().map(|member| member.group);
        group.is_some() && (post.group.is_none() || group == post.group)
    });
    holders.chain(members.map(|(id, _)| *id)).collect()
}

/// Who that is, in words: A角、B角和安全巡查组队员，共14人.
pub fn pool_words(doc: &Document, post: PostId) -> String {
    let group = doc.posts.get(&post).and_then(|post| post.group);
    let count = pool(doc, post).len();
    let named = doc.posts.get(&post).is_some_and(|post| !post.pool.is_empty());
    if named {
        return format!("已写{count}人");
    }
    format!("A角、B角和{}，共{count}人", group.map_or_else(|| "全体队员".to_owned(), members_of))
}

fn members_of(group: Group) -> String {
    format!("{}队员", group.word())
}

//! From groups to a role and the sites of it.
//!
//! The first line of the configuration that fits gives the role, whatever else somebody is in. "The
//! highest" cannot be said: an auditor sees all and changes nothing, an infopoint calls nobody, and
//! neither is more than the other. The order of the file is the town's own word and can be read. Lines
//! that give the same role add their sites.

use crate::config::GroupConfig;
use crate::rights::Role;

/// What somebody is here because of the groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    /// Never empty. Somebody begins at the first.
    pub sites: Vec<String>,
}

pub fn standing(lines: &[GroupConfig], groups: &[String], first_site: &str) -> Option<Standing> {
    let fits = |line: &&GroupConfig| groups.contains(&line.group);
    let role = lines.iter().find(fits)?.role();
    let mut sites: Vec<String> = Vec::new();
    for site in lines.iter().filter(fits).filter(|line| line.role() == role).flat_map(|line| &line.sites) {
        if !sites.contains(site) {
            sites.push(site.clone());
        }
    }
    if sites.is_empty() {
        // A role of all sites still has a place where it begins.
        sites.push(first_site.to_owned());
    }
    Some(Standing { role, sites })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(groups: &[&str], expected: Option<(Role, &[&str])>) {
        let line = |group: &str, role: Role, sites: &[&str]| GroupConfig {
            group: group.into(),
            role: role.name().into(),
            sites: sites.iter().map(|site| site.to_string()).collect(),
        };
        let lines = [
            line("revision", Role::Auditor, &[]),
            line("leitung", Role::Supervisor, &["rathaus"]),
            line("schalter", Role::Clerk, &["rathaus"]),
            line("schalter-nord", Role::Clerk, &["nordstadt", "rathaus"]),
        ];
        let groups: Vec<String> = groups.iter().map(|group| group.to_string()).collect();
        let expected = expected.map(|(role, sites)| Standing {
            role,
            sites: sites.iter().map(|site| site.to_string()).collect(),
        });
        assert_eq!(standing(&lines, &groups, "rathaus"), expected);
    }

    #[test]
    fn the_first_line_gives_the_role_and_lines_of_one_role_add_their_sites() {
        check(&[], None);
        check(&["kantine", "SCHALTER"], None);
        check(&["schalter"], Some((Role::Clerk, &["rathaus"])));
        check(&["schalter-nord", "schalter"], Some((Role::Clerk, &["rathaus", "nordstadt"])));
        check(&["schalter-nord", "leitung"], Some((Role::Supervisor, &["rathaus"])));
        check(&["leitung", "revision"], Some((Role::Auditor, &["rathaus"])));
    }
}

//! Who may do what: one table, and nobody else compares roles.
//!
//! Pure. Each door of `http` names the right it takes and asks here; which site somebody belongs to
//! is the store's business, and whether that matters is a right as well.

use std::fmt;

/// What somebody is to the hub: nobody, a device, or a person with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nobody has logged in. A visitor's link or code is the only proof there is.
    Visitor,
    Kiosk,
    /// Reads its boards over MQTT, and asks nothing over HTTP.
    Display,
    /// Another booking system of the town.
    Partner,
    Clerk,
    /// Receives visitors and gives them their numbers; calls nobody.
    Infopoint,
    Supervisor,
    /// Looks after the accounts and devices of one site.
    SiteAdmin,
    /// The same for all sites of the hub, and appoints the site admins.
    CountyAdmin,
    /// Sees everything of all sites, and changes nothing.
    Auditor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// What anybody may see and do: the start page, a ticket by its link, logging in.
    Enter,
    /// Draw numbers, check bookings in and book for those who stand there.
    Receive,
    /// Book and cancel for a visitor who is somewhere else.
    Book,
    /// Book, move and cancel for whoever calls or stands there, and read who comes.
    Arrange,
    /// Report that one clerk is away or wants no bookings for a while; a whole pool, and to take it
    /// back, takes [`Right::Direct`].
    Block,
    /// Open what citizens sent ahead. Whoever receives them sees that there is something, and no more.
    OpenUploads,
    SeeQueue,
    /// Sit at a counter: call, greet, finish.
    Serve,
    /// Give out numbers, priorities and needs for those who do not use the kiosk.
    Assist,
    /// Open and close what a hall has, and see how its day goes.
    Direct,
    /// Finish logging in: set the second factor up, or show it.
    Prove,
    /// The own account: what it is, and how it is proven.
    OwnAccount,
    /// The accounts and devices of a site, and who tried to guess a password.
    SeeAccounts,
    ManageAccounts,
    ManageDevices,
    /// Change what a site offers: services, hours, closed days, pools, the rules of the house.
    ManagePlan,
    /// The figures of past days.
    SeeStatistics,
    /// Read who did what and when, and check that nobody has changed it.
    Audit,
    /// Everything above for every site of the hub, and not for the own one alone.
    AllSites,
}

use Role::*;

/// A line a right. Whoever changes one changes what people of a town hall can see and do.
const TABLE: [(Right, &[Role]); 19] = [
    (Right::Enter, &Role::ALL),
    (Right::Receive, &[Kiosk, Infopoint]),
    (Right::Book, &[Partner]),
    (Right::Arrange, &[Clerk, Infopoint, Supervisor, SiteAdmin, CountyAdmin]),
    // Those who sit at counters, as below, and the next too.
    (Right::Block, &[Clerk, Supervisor, SiteAdmin, CountyAdmin]),
    (Right::OpenUploads, &[Clerk, Supervisor, SiteAdmin, CountyAdmin]),
    (Right::SeeQueue, &[Clerk, Infopoint, Supervisor, SiteAdmin, CountyAdmin, Auditor]),
    // In a small town whoever looks after the accounts sits at a counter too.
    (Right::Serve, &[Clerk, Supervisor, SiteAdmin, CountyAdmin]),
    (Right::Assist, &[Infopoint, Supervisor, SiteAdmin, CountyAdmin]),
    (Right::Direct, &[Supervisor, SiteAdmin, CountyAdmin]),
    (Right::Prove, &Role::OF_PEOPLE),
    (Right::OwnAccount, &Role::OF_PEOPLE),
    (Right::SeeAccounts, &[SiteAdmin, CountyAdmin, Auditor]),
    (Right::ManageAccounts, &[SiteAdmin, CountyAdmin]),
    (Right::ManageDevices, &[SiteAdmin, CountyAdmin]),
    (Right::ManagePlan, &[SiteAdmin, CountyAdmin]),
    (Right::SeeStatistics, &[Supervisor, SiteAdmin, CountyAdmin]),
    // Whoever makes auditors can do what they can. A site admin cannot: the journal is that of all sites.
    (Right::Audit, &[CountyAdmin, Auditor]),
    (Right::AllSites, &[CountyAdmin, Auditor]),
];

/// Whose accounts somebody may make and change, and what they may become.
const APPOINTS: [(Role, &[Role]); 2] = [
    // An auditor sees all sites, so no single site makes one.
    (SiteAdmin, &[Clerk, Infopoint, Supervisor, SiteAdmin]),
    (CountyAdmin, &Role::OF_PEOPLE),
];

/// Whoever makes accounts could make himself anybody, and an auditor reads what everybody does at every site:
/// a password alone is not enough.
const NEED_SECOND_FACTOR: [Role; 3] = [SiteAdmin, CountyAdmin, Auditor];

/// In the database, on the command line and in forms.
const NAMES: [(Role, &str); 10] = [
    (Visitor, "visitor"),
    (Kiosk, "kiosk"),
    (Display, "display"),
    (Partner, "partner"),
    (Clerk, "clerk"),
    (Infopoint, "infopoint"),
    (Supervisor, "supervisor"),
    (SiteAdmin, "site-admin"),
    (CountyAdmin, "county-admin"),
    (Auditor, "auditor"),
];

impl Role {
    pub const ALL: [Role; 10] =
        [Visitor, Kiosk, Display, Partner, Clerk, Infopoint, Supervisor, SiteAdmin, CountyAdmin, Auditor];
    /// Those that log in with a name.
    pub const OF_PEOPLE: [Role; 6] = [Clerk, Infopoint, Supervisor, SiteAdmin, CountyAdmin, Auditor];

    pub fn may(self, right: Right) -> bool {
        TABLE.iter().any(|(listed, roles)| *listed == right && roles.contains(&self))
    }

    /// The roles of the accounts this one makes and changes.
    pub fn appoints(self) -> &'static [Role] {
        APPOINTS.iter().find(|(role, _)| *role == self).map_or(&[], |(_, roles)| roles)
    }

    pub fn needs_second_factor(self) -> bool {
        NEED_SECOND_FACTOR.contains(&self)
    }

    pub fn name(self) -> &'static str {
        let (_, name) = NAMES.iter().find(|(role, _)| *role == self).expect("every role has a name");
        name
    }

    pub fn named(name: &str) -> Option<Role> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(role, _)| *role)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_name_of_its_own() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("mayor"), None);
    }

    /// But for those who change nothing and see nothing beyond their own site.
    #[test]
    fn a_password_alone_opens_no_other_site() {
        for role in Role::OF_PEOPLE {
            let reaches_far = role.may(Right::AllSites) || role.may(Right::ManageAccounts);
            assert_eq!(role.needs_second_factor(), reaches_far, "{role}");
        }
    }

    #[test]
    fn nobody_appoints_somebody_who_may_do_more() {
        for role in Role::ALL {
            for appointed in role.appoints() {
                assert!(Role::OF_PEOPLE.contains(appointed), "{appointed} has no account");
                for (right, _) in TABLE {
                    // Receiving visitors is no power over anybody.
                    let power = right != Right::Receive;
                    assert!(!power || !appointed.may(right) || role.may(right), "{role} makes {appointed}");
                }
            }
        }
    }
}

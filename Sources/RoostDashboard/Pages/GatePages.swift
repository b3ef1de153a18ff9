package import RoostModel

/// The first page of a new machine: who it belongs to, and what is installed to begin with.
package struct ClaimPage: Page {
  /// From the address that was printed; empty when somebody came without.
  var token: String
  var profiles: [ProfileSummary]
  var free: ByteCount
  var problem: Problem?

  package init(token: String, profiles: [ProfileSummary], free: ByteCount, problem: Problem? = nil) {
    self.token = token
    self.profiles = profiles
    self.free = free
    self.problem = problem
  }

  package var title: String { "Welcome to Roost" }
  package var place: Place? { .claim }

  package func content(_ frame: Frame) -> HTML {
    Tag.p(.class("lead")) { "\(frame.node) belongs to nobody yet. Say who you are, and choose what is installed to begin with." }
    if let problem { ProblemPanel(problem).html }
    Form(.claim, kind: "gate") {
      if token.isEmpty {
        Field("token", "Claim token").with {
          $0.isRequired = true
          $0.autocomplete = "off"
          $0.note = "printed by: roost claim"
        }.html
      } else {
        VoidTag.input(.type("hidden"), .name("token"), .value(token))
      }
      Credentials(name: "Your name", password: "new-password").html
      if !profiles.isEmpty { choice }
      Tag.button(.class("primary")) { "Claim this machine" }
    }.html
  }

  private var choice: HTML {
    Tag.fieldset(.class("choices")) {
      Tag.legend { "Runtimes to begin with" }
      for profile in profiles {
        Tag.label {
          VoidTag.input(.type("radio"), .name("profile"), .value(profile.name), .flag("checked", profile.isDefault))
          Tag.span {
            Tag.strong { profile.title }
            Tag.small { profile.specifiers.isEmpty ? "nothing" : profile.specifiers.joined(separator: ", ") }
          }
          Tag.span(.class("cost")) {
            if profile.installed {
              "already there"
            } else {
              "\(profile.cost.disk), \(Moment.rough(profile.cost.seconds))"
              if profile.cost.disk > free { Tag.small(.class("bad")) { "more than is free" } }
            }
          }
        }
      }
      Tag.p(.class("muted")) { "\(free) are free. More can be installed, and removed, at any time." }
    }
  }
}

package struct LoginPage: Page {
  var problem: Problem?
  /// Where to go afterwards.
  var next: String?
  /// Of somebody whose password was right, and whose code is asked for.
  var ticket: String?

  package init(problem: Problem? = nil, next: String? = nil, ticket: String? = nil) {
    self.problem = problem
    self.next = next
    self.ticket = ticket
  }

  package var title: String { "Log in" }
  package var place: Place? { .login }

  package func content(_ frame: Frame) -> HTML {
    Tag.p(.class("lead")) { frame.node }
    if let problem { ProblemPanel(problem).html }
    Form(.login, kind: "gate") {
      if let next { VoidTag.input(.type("hidden"), .name("next"), .value(next)) }
      if let ticket { code(ticket) } else { Credentials(name: "Name", password: "current-password").html }
      Tag.button(.class("primary")) { "Log in" }
    }.html
    if ticket == nil { help }
  }

  @HTMLBuilder private func code(_ ticket: String) -> HTML {
    VoidTag.input(.type("hidden"), .name("ticket"), .value(ticket))
    Field("code", "Code").with {
      $0.isRequired = true
      $0.autocomplete = "one-time-code"
      $0.note = "of the app that makes them, or a recovery code"
    }.html
  }

  private var help: HTML {
    Tag.p(.class("muted")) {
      "No password? Whoever may log in on the machine itself can set one: "
      Tag.code { "roost user password NAME" }
    }
  }
}

/// Who somebody is, and the proof.
private struct Credentials {
  /// What the name's field is called.
  let name: String
  /// Which password a browser fills in, by the words of HTML's `autocomplete`.
  let password: String

  @HTMLBuilder var html: HTML {
    Field("name", name).with {
      $0.isRequired = true
      $0.autocomplete = "username"
    }.html
    Field("password", "Password").with {
      $0.type = "password"
      $0.isRequired = true
      $0.autocomplete = password
    }.html
  }
}

/// An answer that is a problem.
package struct ProblemPage: Page {
  var problem: Problem

  package init(_ problem: Problem) { self.problem = problem }

  package var title: String { problem.code.title }
  package var place: Place? { nil }

  package func content(_ frame: Frame) -> HTML {
    ProblemPanel(problem).html
    Tag.p { Tag.a(.class("button"), .href(Place.overview)) { "To the overview" } }
  }
}

/// There is no such page.
package struct MissingPage: Page {
  package init() {}

  package var title: String { "No such page" }
  package var place: Place? { nil }

  package func content(_ frame: Frame) -> HTML {
    EmptyState("Nothing is here") {
      Tag.p { "It may have been removed, or the address is wrong." }
      Tag.a(.class("button primary"), .href(Place.overview)) { "To the overview" }
    }.html
  }
}

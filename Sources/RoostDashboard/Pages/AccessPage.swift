package import RoostModel

/// Who may come in: people, the browsers they are logged in with, tokens of programs, and what all of them did.
package struct AccessPage: Page {
  var accounts: [AccountSummary]
  var sessions: [SessionSummary]
  /// The one that asks for this page.
  var ownSession: Int?
  var tokens: [TokenSummary]
  var audit: [AuditEntry]
  /// A token that was just made: it is shown this once.
  var made: String?

  package init(
    accounts: [AccountSummary], sessions: [SessionSummary], ownSession: Int?, tokens: [TokenSummary], audit: [AuditEntry],
    made: String? = nil
  ) {
    self.accounts = accounts
    self.sessions = sessions
    self.ownSession = ownSession
    self.tokens = tokens
    self.audit = audit
    self.made = made
  }

  package var title: String { "Settings" }
  package var place: Place? { .access }

  package func content(_ frame: Frame) -> HTML {
    SettingsTabs.html(.access)
    if let made { newToken(made) }
    Card("Tokens") { tokenTable(frame) }.html
    Card("Make a token") { tokenForm }.html
    Card("People") { people(frame) }.html
    Card("Sessions") { sessionTable(frame) }.html
    Card("Your password") { passwordForm }.html
    Card("What was done") { journal(frame) }.html
  }

  private func newToken(_ token: String) -> HTML {
    Tag.div(.class("notice good")) {
      Tag.p {
        Tag.strong { "Keep it now: " }
        "it is not shown again."
      }
      Command(token).html
    }
  }

  private func tokenTable(_ frame: Frame) -> HTML {
    var table = DataTable(
      "tokens", caption: "Tokens",
      [.text("Token"), .text("May"), .text("Apps"), .text("Last used"), .text("Ends"), .action])
    for token in tokens {
      table.add([
        HTML.joined([Tag.strong { token.name.text }, Tag.small { Tag.code { "\(token.prefix)…" } }]),
        HTML(text: token.scope.rawValue), HTML(text: token.apps?.map(\.text).joined(separator: ", ") ?? "all"),
        token.lastUsedAt.map { Moment($0, frame).html } ?? HTML(text: "never"),
        token.expiresAt.map { Moment($0, frame).html } ?? HTML(text: "never"),
        Form.button("Revoke", .revokeToken, kind: "danger", fields: [("name", token.name.text)]),
      ])
    }
    guard table.isEmpty else { return table.html }
    return EmptyState("No tokens") {
      Tag.p {
        "A token lets a program in, such as a pipeline that deploys. It can do as much as its scope says, to the apps it is for."
      }
    }.html
  }

  private var tokenForm: HTML {
    Form(.createToken, kind: "fields") {
      Field("name", "Name").with {
        $0.isRequired = true
        $0.placeholder = "ci-shop"
        $0.autocomplete = "off"
      }.html
      Tag.label(.class("field")) {
        Tag.span { "May" }
        Tag.select(.name("scope")) {
          for (scope, what) in [("read", "look"), ("deploy", "deploy and control"), ("admin", "everything")] {
            Tag.option(.value(scope)) { what }
          }
        }
      }
      Field("apps", "Apps").with { $0.placeholder = "all" }.html
      Field("expires", "Ends after").with { $0.placeholder = "90d" }.html
      Tag.button(.class("primary")) { "Make the token" }
    }.html
  }

  private func people(_ frame: Frame) -> HTML {
    var table = DataTable("accounts", caption: "People", [.text("Name"), .text("Since")])
    for account in accounts { table.add([Tag.strong { account.name.text }, Moment(account.createdAt, frame).html]) }
    return table.html
  }

  private func sessionTable(_ frame: Frame) -> HTML {
    var table = DataTable(
      "sessions", caption: "Sessions", [.text("Who"), .text("Browser"), .text("From"), .text("Last used"), .action])
    for session in sessions {
      table.add([
        HTML.joined([Tag.strong { session.account.text }, session.id == ownSession ? Tag.small { "this one" } : HTML()]),
        Tag.span(.class("foreign")) { session.userAgent }, HTML(text: session.address), Moment(session.lastUsedAt, frame).html,
        session.id == ownSession ? HTML() : Form.button("End", .endSession, fields: [("id", "\(session.id)")]),
      ])
    }
    return table.html
  }

  private var passwordForm: HTML {
    Form(.password, kind: "fields") {
      Field("old", "The one you have").with {
        $0.type = "password"
        $0.isRequired = true
        $0.autocomplete = "current-password"
      }.html
      Field("new", "The new one").with {
        $0.type = "password"
        $0.isRequired = true
        $0.autocomplete = "new-password"
        $0.note = "other sessions of yours end"
      }.html
      Tag.button { "Change the password" }
    }.html
  }

  private func journal(_ frame: Frame) -> HTML {
    var table = DataTable("audit", caption: "What was done", [.text("When"), .text("Who"), .text("What"), .text("Outcome")])
    for entry in audit {
      table.add([
        Moment(entry.at, frame).html, HTML(text: entry.actor),
        Tag.span(.class("foreign")) { "\(entry.action.rawValue) \(entry.resource)" },
        HTML(text: entry.outcome),
      ])
    }
    return table.isEmpty ? Tag.p(.class("muted")) { "Nothing yet." } : table.html
  }
}

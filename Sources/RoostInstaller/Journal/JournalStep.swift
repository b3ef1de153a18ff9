/// One effect of a transaction, written down before it happens.
///
/// Names used for layers: `build`, `publish`, `rely`, `retire`, `restore`. Other scopes have names of their own.
package struct JournalStep: Codable, Sendable, Equatable {
  package var name: String
  /// What it is about: a layer's name, a package.
  package var subject: String
  /// What was there before; what that means is the step's own affair.
  package var before: String?
  package var after: String?

  package init(_ name: String, _ subject: String, before: String? = nil, after: String? = nil) {
    self.name = name
    self.subject = subject
    self.before = before
    self.after = after
  }
}

/// A runtime a project needs, and which line of which file decided the version.
package struct RuntimeRequirement: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  /// A selector: `22`, `^22.3`, `>=18 <23`, `lts`, `latest` ...
  package var selector: String
  package var decidedBy: Evidence
  /// `nil` in what older versions of Roost wrote.
  package var authority: VersionAuthority?

  package init(runtime: RuntimeID, selector: String, decidedBy: Evidence, authority: VersionAuthority? = nil) {
    self.runtime = runtime
    self.selector = selector
    self.decidedBy = decidedBy
    self.authority = authority
  }

  /// `nodejs@22`, as every command accepts it.
  package var specifier: String { "\(runtime)@\(selector)" }
}

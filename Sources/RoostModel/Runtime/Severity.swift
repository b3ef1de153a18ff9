/// How bad a finding is: an error stops what was asked, a warning is told.
package enum Severity: String, Codable, Sendable, CaseIterable {
  case warning
  case error
}

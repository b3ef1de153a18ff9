/// How things are taken from a machine.
struct HostTaking: Sendable, Equatable, Codable {
  /// Their configuration goes along.
  var purging = true
  /// Other packages that may go along, as was said before.
  var allowed: Set<String> = []
  /// Packages that are marked again as they were: `true` for those that came because others need them.
  var marks: [String: Bool] = [:]
}

/// How a release is served.
package enum StartMode: Sendable, Equatable {
  /// A command line for the environment's `sh`, run in `/app`. `decidedBy` names where it comes from.
  case command(String, decidedBy: Evidence)
  /// Files served by the gateway itself; `directory` is relative to the project, `.` its root. With `singlePage`, a
  /// path without a file answers with `index.html`.
  case files(directory: String, singlePage: Bool)
}

/// What an app behind `/app/NAME/` gets to see.
package enum PrefixMode: String, Codable, Sendable, CaseIterable {
  /// The path without the prefix, and `X-Forwarded-Prefix`.
  case strip
  /// The whole path, and the header `SCRIPT_NAME` that WSGI servers take the prefix from.
  case scriptName
}

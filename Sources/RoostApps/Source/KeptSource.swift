import RoostModel

/// What an app is to remember of where a deployment's code came from.
struct KeptSource: Sendable {
  var source: DeploySource
  /// `nil` leaves what is kept as it is, when the source is the same.
  var credential: [UInt8]?

  /// A directory or an archive that is deployed once does not take the place of an address: a webhook listens for that one.
  func replaces(_ old: DeploySource?) -> Bool {
    switch (source, old) {
    case (.directory, .git), (.directory, .url), (.archive, .git), (.archive, .url): false
    default: true
    }
  }
}

extension DeploySource {
  /// Whether a credential for one may be sent to the other: the same place on the same host.
  func isSamePlace(as other: DeploySource?) -> Bool {
    switch (self, other) {
    case (.url(let web), .url(let other)): web.url == other.url
    case (.git(let git), .git(let other)): git.url == other.url
    default: false
    }
  }
}

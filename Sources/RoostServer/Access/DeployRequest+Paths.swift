import RoostModel

extension DeploySource {
  /// It leads to files of the daemon's machine.
  var namesPath: Bool {
    switch self {
    case .directory: true
    case .archive(let archive): archive.path != nil
    case .git(let git): git.url.lowercased().hasPrefix("file:")
    case .url: false
    }
  }
}

extension DeployRequest {
  var namesPath: Bool { source.map(\.namesPath) ?? !directory.isEmpty }
}

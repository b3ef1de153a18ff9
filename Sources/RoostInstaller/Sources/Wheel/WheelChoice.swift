import RoostCatalog

/// Picks from what indexes offer: one wheel a version, the one that fits best. Pure.
struct WheelChoice {
  let platform: WheelPlatform

  /// Wheels that run here, by version. Withdrawn ones and those without a SHA-256 are left out; of equals the first wins.
  func byVersion(_ files: [IndexFile]) -> [String: IndexFile] {
    var best: [String: (file: IndexFile, fit: Int)] = [:]
    for file in files {
      guard let wheel = WheelName(file.name), let fit = platform.fit(wheel), !file.isYanked, file.sha256 != nil else { continue }
      if let other = best[wheel.version], other.fit >= fit { continue }
      best[wheel.version] = (file, fit)
    }
    return best.mapValues(\.file)
  }

  /// The same by the version of the runtime inside. When several wheels hold one, the newest of them is taken.
  func byVersion(_ files: [IndexFile], map: WheelVersionMap) -> [String: IndexFile] {
    let wheels = byVersion(files)
    var best: [String: IndexFile] = [:]
    for version in VersionScheme.pep440.newestFirst(wheels.keys.sorted()) where best[map(version)] == nil {
      best[map(version)] = wheels[version]
    }
    return best
  }
}

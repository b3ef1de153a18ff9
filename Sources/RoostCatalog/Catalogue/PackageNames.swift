import RoostModel

/// Reads names of the machine's own things: packages by manager, systemd units, absolute paths.
enum PackageNames {
  static func read(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> [PackageManagerKind: [String]] {
    let managers = PackageManagerKind.allCases
    guard let map = try reader.object(key, knownKeys: managers.map(\.rawValue)) else { return [:] }
    var names: [PackageManagerKind: [String]] = [:]
    for manager in managers {
      for text in try map.texts(manager.rawValue) {
        if !map.isShipped { try check(text, of: manager, in: map) }
        names[manager, default: []].append(text)
      }
    }
    return names
  }

  /// `node@{major}` of brew, `libstdc++6`, a tap's `owner/tap/name`.
  private static func check(_ text: String, of manager: PackageManagerKind, in map: ObjectReader) throws(DocumentFault) {
    let plain = text.replacing("{major}", with: "1").replacing("{minor}", with: "1")
    _ = try map.checkedName(plain, manager.rawValue, also: "+-.@/")
  }

  static func units(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> [String] {
    var units: [String] = []
    for text in try reader.texts(key) { units.append(try reader.checkedName(text, key, also: "-.@:")) }
    return units
  }

  static func absolutePaths(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> [String] {
    let paths = try reader.texts(key)
    for path in paths {
      guard path.hasPrefix("/"), LayerPath.isInside(String(path.dropFirst())) else {
        throw reader.fault(key, "'\(path.prefix(60))' is not an absolute path")
      }
    }
    return paths
  }
}

import RoostModel

/// Reads `host`: the packages by which the machine's own managers have a runtime.
enum HostPackagesReader {
  private static let keys = ["packages", "casks", "version-of", "services", "warnings", "keeps", "verify"]

  static func read(_ entry: ObjectReader) throws(DocumentFault) -> HostPackages? {
    guard let reader = try entry.object("host", knownKeys: keys) else { return nil }
    let packages = try PackageNames.read(reader, "packages")
    let casks = try reader.plainNames("casks")
    guard !packages.isEmpty || !casks.isEmpty else {
      throw reader.fault("packages", "is missing: name a package for one manager")
    }
    return HostPackages(
      names: packages, casks: casks, versionOf: try PackageNames.read(reader, "version-of").compactMapValues(\.first),
      services: try PackageNames.units(reader, "services"), warnings: try reader.texts("warnings"),
      keeps: try PackageNames.absolutePaths(reader, "keeps"), verify: try VerifyStepReader.steps(reader))
  }
}

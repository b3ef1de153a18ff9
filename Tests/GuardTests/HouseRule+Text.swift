extension HouseRule {
  /// What holds in every text file of the repository. The patterns are put together from parts, so that this file keeps
  /// the rules that it states.
  static let text: [HouseRule] = [
    HouseRule(name: "do it or open an issue", scope: .text, pattern: #"\b(?:TO"# + #"DO|FIX"# + #"ME|XX"# + #"X)\b"#),
    HouseRule(
      name: "ask apt and pip where packages come from: mirrors, proxies and credentials are theirs", scope: .text,
      pattern: registryHosts.map { $0.replacing(".", with: #"\."#) }.joined(separator: "|"), exceptions: archives),
    HouseRule(
      name: "a path of one machine", scope: .text,
      pattern: #"(?:^|[\s"'`=(:])/(?:wor"# + #"k|tmp/de"# + #"v)/"#),
  ]

  /// Entries that name their maker's own server, with a variable that replaces it.
  private static let archives = ["debian", "nodejs", "pnpm", "yarn"].map { "Sources/RoostCatalog/Resources/catalogue/\($0).yml" }

  private static let registryHosts = [
    ["pypi", "org"], ["pythonhosted", "org"], ["pypa", "io"], ["npmjs", "org"], ["npmjs", "com"], ["yarnpkg", "com"],
    ["deb", "debian", "org"], ["security", "debian", "org"], ["archive", "ubuntu", "com"], ["crates", "io"],
    ["rubygems", "org"], ["golang", "org"], ["registry-1", "docker", "io"], ["nodejs", "org"],
  ].map { $0.joined(separator: ".") }
}

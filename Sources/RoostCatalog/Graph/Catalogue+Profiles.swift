package import RoostModel

extension Catalogue {
  /// Throws `profile.unknown` with the names that come near.
  package func profile(named name: String) throws(Problem) -> Profile {
    if let profile = profiles.first(where: { $0.name == name }) { return profile }
    let near = NearNames.to(name, among: profiles.map(\.name).sorted())
    let names = profiles.map(\.name).joined(separator: ", ")
    throw Problem(
      .profileUnknown, "there is no profile named '\(name.prefix(60))'",
      hint: near.isEmpty
        ? "there are \(names): roost profile list"
        : "did you mean \(near.joined(separator: " or "))? `roost profile list` shows all")
  }

  /// Names of the profiles that hold a runtime.
  package func profiles(holding runtime: RuntimeID) -> [String] {
    profiles.filter { profile in
      profile.specifiers.contains { text in (try? specifier(text))?.runtime == runtime }
    }.map(\.name)
  }
}

import RoostCatalog
import RoostModel

/// The packages that a machine's manager has a runtime in. Pure.
enum PackageChoice {
  /// The entry's names for this manager, `{major}` and `{minor}` filled in from the version that is wanted. Where none is
  /// wanted, `node@{major}` is `node`. Empty when the manager has no packages of it.
  static func names(of wish: HostWish, for kind: PackageManagerKind) -> [String] {
    guard let host = wish.entry.host else { return [] }
    let names = (host.names[kind] ?? []) + (kind == .brew ? host.casks : [])
    let numbers = numbers(of: wish)
    return names.map { fill($0, numbers) }
  }

  /// The package whose version is the runtime's.
  static func versionName(of wish: HostWish, for kind: PackageManagerKind, among names: [String]) -> String? {
    wish.entry.host?.versionOf[kind].map { fill($0, numbers(of: wish)) } ?? names.first
  }

  private static func fill(_ name: String, _ numbers: [Substring]) -> String {
    guard name.contains("{") else { return name }
    let wanted = name.contains("{minor}") ? 2 : 1
    guard numbers.count >= wanted else { return String(name.prefix { $0 != "@" && $0 != "{" }) }
    let filled = name.replacing("{major}", with: numbers[0])
    return numbers.count > 1 ? filled.replacing("{minor}", with: numbers[1]) : filled
  }

  /// Of `22`, `^22.3` and `lts`: what stands first.
  private static func numbers(of wish: HostWish) -> [Substring] {
    guard let selector = wish.selector else { return [] }
    var text = selector.text
    if case .versions(let meaning) = wish.entry.channels[text.lowercased()] { text = meaning }
    let number = text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
    return number.split(separator: ".")
  }
}

/// Which modules of a kernel need which others. Pure.
struct ModuleGraph: Equatable {
  /// What a module needs, by its name with underscores.
  private(set) var needs: [String: [String]] = [:]
  /// Part of the kernel itself.
  private let builtin: Set<String>

  init(builtin: Set<String>) { self.builtin = builtin }

  mutating func add(_ name: String, needs: [String]) { self.needs[name] = needs }

  func has(_ name: String) -> Bool { builtin.contains(name) || needs[name] != nil }
  func isBuiltin(_ name: String) -> Bool { builtin.contains(name) }

  /// In the order of loading: what is needed comes first. What the kernel holds itself is left out.
  func order(of names: [String]) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    for name in names { visit(name, &seen, &order) }
    return order
  }

  private func visit(_ name: String, _ seen: inout Set<String>, _ order: inout [String]) {
    guard !builtin.contains(name), seen.insert(name).inserted else { return }
    for other in needs[name] ?? [] { visit(other, &seen, &order) }
    order.append(name)
  }

  /// As a module names itself: `virtio-rng.ko` is `virtio_rng`. Compressed files too.
  static func name(ofFile file: String) -> String {
    let end = file.firstIndex(of: ".") ?? file.endIndex
    return underscored(file[..<end])
  }

  /// From the text that a module holds about itself: `depends=` and names between commas, ended by a zero.
  static func needs(in module: [UInt8]) -> [String] {
    let key = Array("\0depends=".utf8)
    var position = 0
    while position + key.count < module.count {
      guard let start = module[position...].firstIndex(of: 0), start + key.count <= module.count else { return [] }
      if module[start..<(start + key.count)].elementsEqual(key) {
        let text = module[(start + key.count)...].prefix(4096).prefix { $0 != 0 }
        return String(decoding: text, as: UTF8.self).split(separator: ",").map(underscored)
      }
      position = start + 1
    }
    return []
  }

  private static func underscored(_ name: Substring) -> String { String(name.map { $0 == "-" ? "_" : $0 }) }
}

import RoostModel

/// What differs between two sets of layers. Pure.
struct BundleComparison {
  struct Item: Hashable {
    var runtime: RuntimeID
    var version: String
    var name: String

    var text: String { "\(runtime) \(version)" }
  }

  /// What is here, or in the first bundle.
  var old: [Item]
  /// What is in the bundle, or in the second one.
  var new: [Item]

  /// A runtime that is on both sides once is changed; where there are several of it, they come and go.
  var difference: BundleDifference {
    var difference = BundleDifference(added: [], removed: [], changed: [], same: [])
    for runtime in Set((old + new).map(\.runtime)).sorted(by: { $0.text < $1.text }) {
      let before = old.filter { $0.runtime == runtime }
      let after = new.filter { $0.runtime == runtime }
      let names = Set(before.map(\.name)).intersection(after.map(\.name))
      difference.same += after.filter { names.contains($0.name) }.map(\.text)
      let gone = before.filter { !names.contains($0.name) }
      let come = after.filter { !names.contains($0.name) }
      if gone.count == 1, come.count == 1 {
        difference.changed.append(change(from: gone[0], to: come[0]))
      } else {
        difference.removed += gone.map(\.text)
        difference.added += come.map(\.text)
      }
    }
    return difference
  }

  private func change(from old: Item, to new: Item) -> String {
    old.version == new.version ? "\(old.text), another build" : "\(old.text) -> \(new.version)"
  }
}

extension BundleComparison.Item {
  init(_ layer: BundleLayer) { self.init(runtime: layer.runtime, version: layer.version, name: layer.name) }
  init(_ layer: InstalledLayer) { self.init(runtime: layer.runtime, version: layer.version, name: layer.name) }
}

import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A stack as one directory tree: what an overlay of its layers would show, made of hard links to their files. Blocking.
///
/// Files that belong to somebody else may not be linked and are copied. What this user may not read is there without its
/// contents, as nobody inside could read it either. The tree is only ever shown read-only, because a link is the layer's own file.
struct StackMerge {
  private var count = 0

  private static let entryLimit = 2_000_000
  private static let depthLimit = 128

  /// - Parameters:
  ///   - layers: base first.
  ///   - places: made where the stack has none. A symbolic link there is refused.
  ///   - root: an empty directory.
  static func run(_ layers: [String], _ places: MountPlaces, into root: FilePath) throws(Problem) {
    var merge = StackMerge()
    var trees: [OwnedDescriptor] = []
    for layer in layers.reversed() { trees.append(try open(layer)) }
    try merge.merge(trees, places, into: try open(root.string), path: "", depth: 0)
  }

  private static func open(_ path: String) throws(Problem) -> OwnedDescriptor {
    let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    return OwnedDescriptor(owning: number)
  }

  /// `layers` are the same directory in each layer that shows there, topmost first.
  private mutating func merge(
    _ layers: [OwnedDescriptor], _ places: MountPlaces, into target: OwnedDescriptor, path: String, depth: Int
  ) throws(Problem) {
    guard depth < StackMerge.depthLimit else { throw StackMerge.refused(path, "lies too deep") }
    var seen: Set<[UInt8]> = []
    var whiteouts: Set<[UInt8]> = []
    for (index, layer) in layers.enumerated() {
      for entry in try MergeEntry.all(in: layer, path) where seen.insert(entry.name).inserted {
        count += 1
        guard count <= StackMerge.entryLimit else { throw StackMerge.refused(path, "makes too many files of its stack") }
        let place = path + "/" + entry.text
        if entry.isWhiteout {
          whiteouts.insert(entry.name)
          continue
        }
        if entry.kind == S_IFDIR {
          let inner = try StackMerge.directories(entry, in: layers[index...])
          let places = places.directories[entry.text] ?? MountPlaces()
          try addDirectory(entry, inner, places, to: target, path: place, depth: depth)
        } else {
          try add(entry, of: layer, places, to: target, place)
        }
      }
    }
    try addMissing(places, besides: seen.subtracting(whiteouts), to: target, path: path, depth: depth)
  }

  /// Of each layer that shows in a directory, down to one that hides the rest.
  private static func directories(
    _ entry: MergeEntry, in layers: ArraySlice<OwnedDescriptor>
  ) throws(Problem) -> [OwnedDescriptor] {
    var found: [OwnedDescriptor] = []
    for layer in layers {
      guard let below = try MergeEntry(entry.name, in: layer) else { continue }
      guard below.kind == S_IFDIR else { break }
      guard let directory = try below.openDirectory(in: layer) else { break }
      found.append(directory)
      if try below.isOpaque(in: layer) { break }
    }
    return found
  }

  private mutating func addDirectory(
    _ entry: MergeEntry, _ layers: [OwnedDescriptor], _ places: MountPlaces, to target: OwnedDescriptor, path: String, depth: Int
  ) throws(Problem) {
    let directory = try entry.makeDirectory(in: target, path)
    try merge(layers, places, into: directory, path: path, depth: depth + 1)
    // Last: it may be one where nothing can be made.
    guard fchmod(directory.number, entry.mode) == 0 else { throw .lastSystemCall("set the mode of \(path)") }
  }

  private func add(
    _ entry: MergeEntry, of layer: OwnedDescriptor, _ places: MountPlaces, to target: OwnedDescriptor, _ path: String
  ) throws(Problem) {
    if places.files.contains(entry.text) { return try MergeEntry(name: entry.name).makeFile(in: target, mode: 0o644, path) }
    guard places.directories[entry.text] == nil else {
      throw StackMerge.refused(path, "is no directory, where something is mounted")
    }
    try entry.link(from: layer, to: target, path)
  }

  private mutating func addMissing(
    _ places: MountPlaces, besides seen: Set<[UInt8]>, to target: OwnedDescriptor, path: String, depth: Int
  ) throws(Problem) {
    for (name, inner) in places.directories where !seen.contains(Array(name.utf8)) {
      let entry = MergeEntry(name: Array(name.utf8), mode: 0o755)
      try addDirectory(entry, [], inner, to: target, path: path + "/" + name, depth: depth)
    }
    for name in places.files where !seen.contains(Array(name.utf8)) {
      try MergeEntry(name: Array(name.utf8)).makeFile(in: target, mode: 0o644, path + "/" + name)
    }
  }

  static func refused(_ path: String, _ why: String) -> Problem {
    Problem(
      .environmentBootFailed, "\(path) of the stack \(why), so bubblewrap cannot show it",
      hint: "run as root, where Roost stacks layers itself: sudo roost serve")
  }
}

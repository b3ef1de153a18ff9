/// Directories and files that a root has to have because something is mounted over them.
struct MountPlaces: Codable, Equatable, Sendable {
  var directories: [String: MountPlaces] = [:]
  var files: Set<String> = []

  /// Those of every sandbox.
  static let usual: MountPlaces = {
    var places = MountPlaces()
    for name in ["app", "dev", "etc", "proc", "run", "sys", "tmp"] { places.add(directory: name) }
    return places
  }()

  mutating func add(directory path: String) { add(path.split(separator: "/").map(String.init)[...], isFile: false) }

  mutating func add(file path: String) { add(path.split(separator: "/").map(String.init)[...], isFile: true) }

  private mutating func add(_ steps: ArraySlice<String>, isFile: Bool) {
    guard let name = steps.first else { return }
    if isFile, steps.count == 1 {
      files.insert(name)
    } else {
      directories[name, default: MountPlaces()].add(steps.dropFirst(), isFile: isFile)
    }
  }

  var isEmpty: Bool { directories.isEmpty && files.isEmpty }
}

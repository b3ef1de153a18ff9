package import Foundation

/// The working copy that these tests were compiled from.
///
/// The checks below read the repository itself, so they need its path; `#filePath` is the one thing that always knows it.
package struct Checkout: Sendable {
  package let root: URL

  package init(of file: String = #filePath) {
    let thisFile = URL(filePath: file).resolvingSymlinksInPath()
    root = thisFile.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// The names of the directories directly below `directory`, sorted.
  package func directories(in directory: String) throws -> [String] {
    let keys: [URLResourceKey] = [.isDirectoryKey]
    let entries = try FileManager.default.contentsOfDirectory(
      at: root.appending(path: directory), includingPropertiesForKeys: keys, options: .skipsHiddenFiles)
    return try entries.filter { try $0.resourceValues(forKeys: Set(keys)).isDirectory == true }.map(\.lastPathComponent).sorted()
  }

  /// Every text file below the given directories and files, sorted by path. What is not UTF-8 is no text and is left out.
  package func textFiles(in places: [String]) throws -> [TextFile] {
    try places.flatMap { try paths(below: $0) }.sorted().compactMap { path in
      guard let text = String(data: try Data(contentsOf: root.appending(path: path)), encoding: .utf8) else { return nil }
      return TextFile(path: path, text: text)
    }
  }

  package func swiftFiles(in places: [String]) throws -> [TextFile] {
    try textFiles(in: places).filter { $0.path.hasSuffix(".swift") }
  }

  private func paths(below place: String) throws -> [String] {
    let url = root.appending(path: place)
    guard try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true else { return [place] }
    let entries = try FileManager.default.subpathsOfDirectory(atPath: url.path)
    return entries.filter { !$0.contains("__pycache__") }.map { "\(place)/\($0)" }.filter(isRegularFile)
  }

  private func isRegularFile(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: root.appending(path: path).path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }
}

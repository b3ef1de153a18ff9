import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostSystem

/// What arrives on another machine is what a copy on this one has.
@Suite struct ProjectArchiveTests {
  private func pack(_ root: FilePath, to file: FilePath, _ options: TreeCopyOptions) async throws -> TreeCopyReport {
    let socket = try StreamSocket.make()
    let reading = OwnedDescriptor(owning: socket.theirs)
    async let written = BlockingWork.run { () throws(Problem) in
      defer { socket.endSending() }
      var archive = ProjectArchive(to: socket, options: options)
      return try archive.write(root)
    }
    let bytes = try await BlockingWork.run { () throws(Problem) in
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = retryingInterrupts { piece.withUnsafeMutableBytes { read(reading.number, $0.baseAddress, $0.count) } }
        guard count > 0 else { return bytes }
        bytes += piece[..<count]
      }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: file.string))
    return try await written
  }

  private func write(_ text: String, to path: FilePath) throws {
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    try path.write(text)
  }

  private func names(_ root: FilePath) throws -> [String] {
    var names: [String] = []
    try TreeWalk.walk(root) { names.append($0.path) }
    return names
  }

  @Test func itHoldsWhatACopyHolds() async throws {
    try await withScratch { scratch in
      let (root, copy, unpacked) = (scratch.appending("shop"), scratch.appending("copy"), scratch.appending("unpacked"))
      for made in [copy, unpacked] { try DirectoryCreation.ensure(made, mode: 0o755) }
      let long = String(repeating: "long-", count: 40)
      for path in [
        "index.html", "src/a.txt", ".env", "node_modules/x/index.js", "src/node_modules/y.js", ".git/config", "target/here.txt",
        "rust/Cargo.toml", "rust/target/debug/x", "src/\(long)/\(long).txt", "src/ä b.txt",
      ] { try write("text of \(path)", to: root.appending(path)) }
      try FileManager.default.createSymbolicLink(atPath: root.appending("link").string, withDestinationPath: "src/a.txt")
      #expect(link(root.appending("index.html").string, root.appending("other.html").string) == 0)
      #expect(chmod(root.appending("src/a.txt").string, 0o755) == 0)
      var options = TreeCopyOptions()
      options.excludedNames = ["node_modules", ".git"]
      options.excludedBeside = ["target": "Cargo.toml"]
      let report = try await pack(root, to: scratch.appending("shop.tar"), options)
      let copied = try await TreeCopy.copy(from: root, into: copy, options: options)
      #expect(report.entries == copied.entries && report.bytes == copied.bytes)
      let file = scratch.appending("shop.tar")
      _ = try TarUnpacker.unpack(
        DescriptorStream(file: file), archive: "shop", packedSize: nil, into: UnpackTarget(tree: unpacked))
      #expect(try names(unpacked) == names(copy))
      #expect(try names(unpacked).contains("target/here.txt") && !names(unpacked).contains("rust/target"))
      for name in ["index.html", "other.html", "src/\(long)/\(long).txt", "src/ä b.txt"] {
        let (one, other) = (copy.appending(name).string, unpacked.appending(name).string)
        #expect(FileManager.default.contentsEqual(atPath: one, andPath: other), "\(name)")
      }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: unpacked.appending("link").string) == "src/a.txt")
      #expect(FileManager.default.isExecutableFile(atPath: unpacked.appending("src/a.txt").string))
    }
  }

  @Test func whatACopyRefusesIsRefused() async throws {
    try await withScratch { scratch in
      let root = scratch.appending("shop")
      try write("0123456789", to: root.appending("a.txt"))
      var options = TreeCopyOptions()
      options.byteLimit = ByteCount(9)
      let large = await #expect(throws: Problem.self) { try await pack(root, to: scratch.appending("1.tar"), options) }
      #expect(large?.code == .projectFileRefused && large?.message.contains("more than") == true)
      options = TreeCopyOptions()
      options.entryLimit = 0
      let many = await #expect(throws: Problem.self) { try await pack(root, to: scratch.appending("2.tar"), options) }
      #expect(many?.code == .projectFileRefused)
      #expect(mkfifo(root.appending("pipe").string, 0o600) == 0)
      let pipe = await #expect(throws: Problem.self) {
        try await pack(root, to: scratch.appending("3.tar"), TreeCopyOptions())
      }
      #expect(pipe?.message == "pipe is a device, a pipe or a socket")
    }
  }
}

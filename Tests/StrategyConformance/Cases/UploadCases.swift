import Crypto
import RoostEnvironments
import RoostModel
import RoostTestSupport

/// Files put in by value.
enum UploadCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("upload.tree", needs: [.copyIn], tree),
    ConformanceCase("upload.empty", needs: [.copyIn], empty),
    ConformanceCase("upload.hundred-megabytes", needs: [.copyIn], within: .seconds(120), hundredMegabytes),
    ConformanceCase("upload.ten-thousand", needs: [.copyIn], within: .seconds(120), tenThousand),
    ConformanceCase("upload.names", needs: [.copyIn], names),
    ConformanceCase("upload.replaces", needs: [.copyIn], replaces),
    ConformanceCase("upload.hostile-paths", needs: [.copyIn], hostilePaths),
    ConformanceCase("upload.links-do-not-lead-out", needs: [.copyIn, .ownFiles], trap),
  ]

  private static func tree(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let place = environment.inside("tree")
    try await environment.mount(
      .directory([
        "run.sh": .file(Array("#!/bin/sh\necho ran\n".utf8), mode: 0o755), "secret": .file(Array("x".utf8), mode: 0o600),
        "deep": .directory(["deeper": .directory(["up": .link(to: "../../run.sh")]), "none": .directory([:])]),
      ]), at: place)
    let text = try await environment.text(
      "cd tree; ./run.sh; deep/deeper/up; stat -c '%a %s' run.sh secret; readlink deep/deeper/up; ls deep")
    try expect(text, is: "ran\nran\n755 19\n600 1\n../../run.sh\ndeeper\nnone\n")
    // The directories above are made, and all of it belongs to who runs there.
    try await environment.mount(.file([65], mode: 0o644), at: environment.inside("made/on/the/way"))
    try expect(try await environment.text("cat made/on/the/way; echo more >> made/on/the/way; rm -r made tree"), is: "A")
  }

  private static func empty(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    try await environment.mount(.file([], mode: 0o640), at: environment.inside("empty"))
    try expect(try await environment.text("stat -c '%s %a' empty; rm empty"), is: "0 640\n")
  }

  private static func hundredMegabytes(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let block = (0..<(1 << 20)).map { (index: Int) in UInt8(truncatingIfNeeded: index &* 7 &+ (index >> 11)) }
    var (bytes, sum) = ([UInt8](), SHA256())
    bytes.reserveCapacity(100 << 20)
    for number in 0..<100 {
      var next = block
      next[0] = UInt8(number)
      sum.update(data: next)
      bytes.append(contentsOf: next)
    }
    try await environment.mount(.file(bytes, mode: 0o644), at: environment.inside("large"))
    let found = try await environment.text("sha256sum < large; stat -c %s large; rm large")
    try expect(found, is: "\(Hexadecimal.text(sum.finalize()))  -\n104857600\n")
  }

  private static func tenThousand(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let directories: [String: FileTree] = (0..<100).reduce(into: [:]) { directories, outer in
      let files: [String: FileTree] = (0..<100).reduce(into: [:]) { files, inner in
        files["f\(inner)"] = .file(Array("\(outer).\(inner)\n".utf8), mode: 0o644)
      }
      directories["d\(outer)"] = .directory(files)
    }
    try await environment.mount(.directory(directories), at: environment.inside("many"))
    let text = try await environment.text(
      "find many -type f | wc -l; cat many/d*/f* | sort | uniq | wc -l; cat many/d7/f93; rm -r many")
    try expect(text.split(whereSeparator: \.isWhitespace).map(String.init), is: ["10000", "10000", "7.93"])
  }

  private static func names(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let names = ["žluťoučký kůň", "🐓", "a b", "-rf", "new\nline", "'\"$`*", "日本語", ".hidden", String(repeating: "n", count: 255)]
    let files: [String: FileTree] = names.reduce(into: [:]) { $0[$1] = .file(Array($1.utf8), mode: 0o644) }
    try await environment.mount(.directory(files), at: environment.inside("names"))
    let program = """
      opendir my $d, 'names' or die;
      for (readdir $d) { next if /^\\.\\.?$/; open my $f, '<', "names/$_" or die; local $/; $n++ if <$f> eq $_ }
      print $n
      """
    try expect(try await environment.spawn(InsideServer.perl(program)).finished().output, is: "\(names.count)")
    try expect(try await environment.run("rm -r names").exit.reason, is: .exited(0))
  }

  private static func replaces(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let place = environment.inside("replaced")
    try await environment.mount(.file(Array("a longer first text".utf8), mode: 0o600), at: place)
    try await environment.mount(.file(Array("short".utf8), mode: 0o755), at: place)
    try expect(try await environment.text("cat replaced; stat -c ' %a' replaced; rm replaced"), is: "short 755\n")
  }

  private static func hostilePaths(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let (file, place) = (FileTree.file([1], mode: 0o644), environment.spec.workingDirectory)
    let bad: [(FileTree, String)] = [
      (file, "\(place)/../../etc/x"), (file, "relative"), (file, ""), (file, "\(place)/a\0b"), (.link(to: ""), "\(place)/l"),
      (.directory(["..": .directory([:])]), place), (.directory([".": file]), place), (.directory(["a/b": file]), place),
      (.directory(["": file]), place), (.directory(["a\0b": file]), place),
      (.directory([String(repeating: "n", count: 256): file]), place), (file, "/usr/bin/evil"),
    ]
    for (tree, path) in bad {
      try await refused(as: "\(path.debugDescription): \(tree)") { try await environment.mount(tree, at: path) }
    }
  }

  /// A link that a process made does not lead files to where it may not write.
  private static func trap(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    _ = try await environment.text("ln -s /etc trap; ln -s /etc/passwd trapped")
    try await refused(as: "a file through a link") {
      try await environment.mount(.file([1], mode: 0o644), at: environment.inside("trap/passwd"))
    }
    let before = try await environment.text("sha256sum /etc/passwd")
    // Refused, or put in place of the link: never to what it leads to.
    _ = try? await environment.mount(.file([1], mode: 0o644), at: environment.inside("trapped"))
    try expect(try await environment.text("sha256sum /etc/passwd; rm -f trap trapped"), is: before)
  }
}

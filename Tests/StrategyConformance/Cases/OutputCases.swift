import Crypto
import RoostEnvironments
import RoostModel
import RoostTestSupport

enum OutputCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("output.fifty-megabytes", within: .seconds(120), fiftyMegabytes),
    ConformanceCase("output.binary", binary),
    ConformanceCase("output.kept-apart", keptApart),
    ConformanceCase("output.in-order", inOrder),
    ConformanceCase("output.slow-reader", within: .seconds(90), slowReader),
    ConformanceCase("output.two-readers", twoReaders),
    ConformanceCase("output.replay", replay),
    ConformanceCase("output.after-the-end", afterTheEnd),
    ConformanceCase("output.end", end),
    ConformanceCase("output.times", times),
  ]

  /// What the process writes and what comes have the same sum.
  private static func fiftyMegabytes(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let program = "my $line = join q(,), 1..1000; print $_, $line for 1..13600"
    let sum = try await environment.text("perl -e '\(program)' | sha256sum")
    let process = try await environment.spawn(InsideServer.perl(program))
    var (count, found, next) = (0, SHA256(), UInt64(0))
    for try await chunk in process.output(from: 0) {
      try expect(chunk.offset, is: next, "a hole at")
      next = chunk.nextOffset
      count += chunk.bytes.count
      found.update(data: chunk.bytes)
    }
    try expect(try await process.exitStatus().reason, is: .exited(0))
    try expect(count > 50 << 20, "only \(count) bytes came")
    try expect("\(Hexadecimal.text(found.finalize()))  -\n", is: sum)
  }

  private static func binary(_ scene: ConformanceScene) async throws {
    let program = "binmode STDOUT; for (1..64) { print map { chr } 0..255 }"
    let done = try await scene.plain().spawn(InsideServer.perl(program)).finished()
    try expect(done.bytes, is: (0..<64).flatMap { _ in (0...255).map { UInt8($0) } })
  }

  private static func keptApart(_ scene: ConformanceScene) async throws {
    let done = try await scene.plain().run("for i in 1 2 3; do echo out $i; echo err $i >&2; done")
    try expect(done.output(.standardOutput), is: "out 1\nout 2\nout 3\n")
    try expect(done.output(.standardError), is: "err 1\nerr 2\nerr 3\n")
    try expect(done.output(.terminal), is: "")
  }

  private static func inOrder(_ scene: ConformanceScene) async throws {
    let done = try await scene.plain().run("seq 200000")
    try expect(done.output, is: (1...200_000).map { "\($0)\n" }.joined())
    var next: UInt64 = 0
    for chunk in done.chunks {
      try expect(chunk.offset, is: next, "a hole at")
      next = chunk.nextOffset
    }
  }

  private static func slowReader(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(.shell("head -c 20000000 /dev/zero"))
    // It has begun to read, and does not go on.
    var slow = process.output(from: 0).makeAsyncIterator()
    var seen = try await slow.next()?.bytes.count ?? 0
    try expect(try await process.exitStatus().reason, is: .exited(0))
    var quick = 0
    for try await chunk in process.output(from: 0) { quick += chunk.bytes.count }
    while let chunk = try await slow.next() { seen += chunk.bytes.count }
    try expect([quick, seen], is: [20_000_000, 20_000_000])
  }

  private static func twoReaders(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(.shell("for i in $(seq 300); do echo line $i; done; sleep 0.2; echo last"))
    async let left = process.finished()
    async let right = process.finished()
    let texts = try await [left.output, right.output]
    try expect(texts[0], is: texts[1])
    try expect(texts[0].hasSuffix("line 300\nlast\n"), "cut off: \(texts[0].suffix(40))")
  }

  private static func replay(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(.shell("seq 5000"))
    let whole = try await process.finished().bytes
    for offset in [0, 1, 777, whole.count - 1, whole.count] {
      let rest = try await process.finished(from: UInt64(offset))
      try expect(rest.bytes == Array(whole[offset...]), "from \(offset) came \(rest.bytes.count) of \(whole.count - offset)")
      if let first = rest.chunks.first { try expect(first.offset, is: UInt64(offset)) }
    }
  }

  private static func afterTheEnd(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let process = try await environment.spawn(.shell("echo once"))
    _ = try await process.exitStatus()
    try expect(try await environment.run("true").bytes.count, is: 0)
    try expect(try await process.finished().output, is: "once\n")
    try expect(try await process.finished().output, is: "once\n")
  }

  private static func end(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(.shell("printf 12345; exec sleep 300"))
    try await process.says("12345", within: scene.patience(.seconds(10)))
    try expect(try await process.outputEnd(), is: 5)
    try await process.signal(9)
  }

  /// What it wrote is noted when it is read: it sleeps only after its first word came, so that the note is older than the sleep.
  private static func times(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let line = "echo a; until [ -e times-go ]; do sleep 0.02; done; rm times-go; sleep 0.3; echo b"
    let process = try await environment.spawn(.shell(line))
    try await process.says("a\n", within: scene.patience(.seconds(10)))
    _ = try await environment.text("touch times-go")
    let done = try await process.finished()
    let times = done.chunks.map(\.at)
    try expect(times.count, is: 2)
    try expect(times[1] - times[0] > 0.2, "written 0.3 s apart, noted as \(times)")
    try expect(done.exit.at >= times[1], "it ended before it wrote")
  }
}

import RoostEnvironments
import RoostModel
import RoostTestSupport

enum DialCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("dial.reaches", needs: [.dial], reaches),
    ConformanceCase("dial.nothing-listens", needs: [.dial], nothingListens),
    ConformanceCase("dial.half-close", needs: [.dial], halfClose),
    ConformanceCase("dial.many", needs: [.dial], many),
    ConformanceCase("dial.silent-server", needs: [.dial], silentServer),
  ]

  /// One that serves already.
  private static func served(_ process: ProcessSpec, _ port: UInt16, _ scene: ConformanceScene) async throws -> any Environment {
    let environment = try await scene.booted()
    _ = try await environment.spawn(process)
    try await eventually(within: scene.patience(.seconds(10)), "port \(port) listens") {
      do throws(Problem) {
        _ = DialedSocket(try await environment.dial(port))
        return true
      } catch {
        guard error.code == .portNotOpen else { throw error }
        return false
      }
    }
    return environment
  }

  private static func reaches(_ scene: ConformanceScene) async throws {
    let environment = try await served(InsideServer.echo(3000), 3000, scene)
    let socket = DialedSocket(try await environment.dial(3000))
    try expect(socket.keepsTheContract, "it blocks, or children get it")
    try await socket.send(Array("hello\n".utf8))
    try expect(try await socket.receiveAll(), is: "you said hello\n")
  }

  private static func nothingListens(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let problem = try await refused(.portNotOpen, as: "a port nobody listens on") { _ = try await environment.dial(9) }
    try expect(problem.message.contains("9"), "the port is not named: \(problem)")
  }

  /// Eight million bytes in, then the end of them; the answer comes after that.
  private static func halfClose(_ scene: ConformanceScene) async throws {
    let environment = try await served(InsideServer.count(3005), 3005, scene)
    let socket = DialedSocket(try await environment.dial(3005))
    let block = (0..<(1 << 20)).map { (index: Int) in UInt8(truncatingIfNeeded: index &* 13) }
    let sum = block.reduce(into: 0) { $0 += Int($1) } * 8
    for _ in 0..<8 { try await socket.send(block) }
    socket.closeWriting()
    try expect(try await socket.receiveAll(), is: "\(8 << 20) \(sum)")
  }

  private static func many(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.spawn(InsideServer.count(3008))
    try await eventually(within: scene.patience(.seconds(10)), "it listens") { (try? await count(1, in: environment)) == "1 65" }
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 1...60 { group.addTask { try await count(number, in: environment) } }
      var answers: Set<String> = []
      for try await answer in group { answers.insert(answer) }
      return answers
    }
    try expect(answers, is: Set((1...60).map { "\($0) \($0 * 65)" }))
  }

  private static func count(_ number: Int, in environment: any Environment) async throws -> String {
    let socket = DialedSocket(try await environment.dial(3008))
    try await socket.send([UInt8](repeating: 65, count: number))
    socket.closeWriting()
    return try await socket.receiveAll()
  }

  /// Connections that nobody serves do not keep others, or processes, from what they want.
  private static func silentServer(_ scene: ConformanceScene) async throws {
    let program =
      "use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1:3007', Listen => 64) or die $!; sleep 300"
    let environment = try await served(InsideServer.perl(program), 3007, scene)
    var held: [DialedSocket] = []
    for _ in 0..<8 { held.append(DialedSocket(try await environment.dial(3007))) }
    for socket in held { try await socket.send([UInt8](repeating: 65, count: 20_000)) }
    try expect(try await environment.text("echo free"), is: "free\n")
    try expect(held.count, is: 8)
  }
}

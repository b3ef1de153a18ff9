import RoostAgentProtocol
import Testing

@Suite struct MessageCodingTests {
  static let requests: [AgentRequest] = [
    .hello(schema: 1),
    .spawn(
      SpawnRequest(
        arguments: ["sh", "-c", "echo \"ü\nx\""], variables: ["A=b", "C=\n"], workingDirectory: "/app", acceptsInput: true,
        terminal: TerminalShape(columns: 80, rows: 24))),
    .spawn(SpawnRequest(arguments: ["true"])), .write(process: 7, bytes: [0, 1, 255]), .closeInput(process: 7),
    .resize(process: 7, columns: 1, rows: .max), .signal(process: .max, signal: -1),
    .attach(process: 1, offset: .max, credit: 5), .credit(.max), .detach, .dial(port: 3000),
    .makeDirectory(path: "/app/x", mode: 0o755), .writeFile(path: "/a", mode: 0o600, offset: 1 << 40, bytes: [1]),
    .makeLink(path: "/a", target: "../b"), .list, .subscribe, .shutdown(graceMilliseconds: 10_000),
    .relay(port: 80), .statistics, .readFile(path: "/a", offset: 1 << 40, limit: 9), .listDirectory(path: "/", after: "b"),
    .remove(path: "/a", recursive: true), .watch(path: "/ä", credit: .max), limited, .listener(port: 8080),
    .putFiles([
      FileDraft(path: "/a", content: .file([1, 2], mode: 0o640)), FileDraft(path: "/b", content: .link(target: "a")),
    ]),
  ]

  static var limited: AgentRequest {
    var request = SpawnRequest(arguments: ["sleep", "9"])
    request.limitMilliseconds = 1500
    return .spawn(request)
  }

  /// Only what an agent of the first schema knows may be sent to one.
  @Test func requestsTellTheirSchema() {
    #expect(MessageCodingTests.limited.schema == 2 && AgentRequest.relay(port: 1).schema == 2)
    #expect(AgentRequest.watch(path: "/", credit: 1).schema == 3 && AgentRequest.listener(port: 1).schema == 4)
    #expect(AgentRequest.spawn(SpawnRequest(arguments: ["true"])).schema == 1 && AgentRequest.dial(port: 1).schema == 1)
  }

  static let exits: [ExitRecord] = [.exited(0), .exited(-1), .signaled(9), .outOfMemory, .destroyed, .timedOut].map {
    ExitRecord(process: 3, reason: $0, nanoseconds: .max, outputEnd: 12)
  }

  static let messages: [AgentMessage] =
    [
      .hello(AgentGreeting(version: "1.2.3")), .started(process: 1, pid: 2),
      .refused(SpawnFailure(stage: .execute, errno: 2)),
      .data(OutputRecord(channel: .standardError, offset: 1 << 50, nanoseconds: 9, bytes: [1, 2])),
      .gap(from: 1, to: .max), .end(offset: 7), .processStarted(process: 1, pid: 2),
      .portOpened(PortRecord(port: 1, address: [127, 0, 0, 1])),
      .portOpened(PortRecord(port: 1, address: [127, 0, 0, 1], process: PortProcess(pid: 7, command: "node"))),
      .portClosed(PortRecord(port: .max, address: [UInt8](repeating: 0, count: 16))), .caughtUp, .dialed,
      .dialRefused(errno: 111), .done, .failed(errno: 3),
      .changes([]), .changes([ChangeRecord(.removed, "/ä"), ChangeRecord(.overflow), ChangeRecord(.created, "/b")]),
      .limitReached(.time), .limitReached(.disk), .content([1, 0, 2]), .entries([], hasMore: false),
      .entries([EntryRecord(name: "ü", kind: .link, size: .max, mode: 0o1777, modified: -1)], hasMore: true),
      .statistics(AgentStatistics(cpuMicroseconds: .max, memory: 1, processes: 2, memoryKills: 3)),
      .processes([
        ProcessRecord(process: 1, pid: 2, outputEnd: 3), ProcessRecord(process: 4, pid: 5, outputEnd: 6, exit: exits[2]),
      ]),
    ] + exits.map { .processExited($0) }

  @Test(arguments: requests) func requestsComeBack(request: AgentRequest) throws {
    let frame = request.frame(channel: 99)
    #expect(frame.channel == 99)
    #expect(try AgentRequest(frame) == request)
  }

  @Test(arguments: messages) func messagesComeBack(message: AgentMessage) throws {
    #expect(try AgentMessage(message.frame(channel: 1)) == message)
  }

  /// A message that ends early is refused, or was one whose last field reaches to the end.
  @Test(arguments: requests) func cutRequestsAreRefused(request: AgentRequest) {
    let frame = request.frame(channel: 1)
    for length in 0..<frame.payload.count {
      let cut = try? AgentRequest(Frame(type: frame.type, channel: 1, payload: Array(frame.payload[..<length])))
      switch cut {
      case nil, .write, .writeFile: continue
      default: Issue.record("taken: \(String(describing: cut))")
      }
    }
  }

  @Test func leftoversAreRefused() {
    var frame = AgentRequest.dial(port: 1).frame(channel: 1)
    frame.payload.append(0)
    #expect(throws: DecodingFailure.trailing(1)) { try AgentRequest(frame) }
  }

  @Test func kindsDoNotOverlap() {
    for frame in MessageCodingTests.requests.map({ $0.frame(channel: 1) }) {
      #expect(throws: DecodingFailure.unknownType(frame.type)) { try AgentMessage(frame) }
    }
    for frame in MessageCodingTests.messages.map({ $0.frame(channel: 1) }) {
      #expect(throws: DecodingFailure.unknownType(frame.type)) { try AgentRequest(frame) }
    }
  }

  /// As an agent of schema 1 says it.
  @Test func portsWithoutProcessAreUnderstood() throws {
    let record = PortRecord(port: 1, address: [127, 0, 0, 1])
    var frame = AgentMessage.portOpened(record).frame(channel: 1)
    frame.payload.removeLast()
    #expect(try AgentMessage(frame) == .portOpened(record))
  }

  @Test func countsAreNotBelieved() {
    let frame = Frame(type: 2, channel: 1, payload: [0xff, 0xff, 0xff, 0xff])
    #expect(throws: DecodingFailure.oversize(0xffff_ffff)) { try AgentRequest(frame) }
  }

  @Test func textHoldsNoNulAndIsUTF8() {
    #expect(throws: DecodingFailure.invalidText) {
      try AgentRequest(AgentRequest.makeLink(path: "/a\0b", target: "c").frame(channel: 1))
    }
    var frame = AgentRequest.makeLink(path: "/a", target: "c").frame(channel: 1)
    frame.payload[5] = 0xff
    #expect(throws: DecodingFailure.invalidText) { try AgentRequest(frame) }
  }

  @Test(arguments: [
    ([127, 0, 0, 1], "127.0.0.1"), ([UInt8](repeating: 0, count: 16), "::"),
    ([UInt8](repeating: 0, count: 15) + [1], "::1"),
    ([0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1], "fe80:0:0:0:0:0:0:1"),
  ])
  func addressesAreReadable(address: [UInt8], text: String) {
    #expect(PortRecord(port: 1, address: address).addressText == text)
  }
}

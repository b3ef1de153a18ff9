import Foundation
import RoostModel
import Testing

/// The JSON that scripts read: it must not change by accident.
@Suite struct WireFormTests {
  @Test(
    arguments: [
      (.stage("build", detail: "npm ci"), #"{"detail":"npm ci","event":"stage","name":"build"}"#),
      (.transfer("nodejs", done: ByteCount(1), total: ByteCount(2)), #"{"done":1,"event":"transfer","name":"nodejs","total":2}"#),
      (.transfer("nodejs", done: ByteCount(1), total: nil), #"{"done":1,"event":"transfer","name":"nodejs"}"#),
      (.output("x"), #"{"event":"output","text":"x"}"#),
      (.warning("y"), #"{"event":"warning","text":"y"}"#),
      (.finished("build", seconds: 1.5), #"{"event":"finished","name":"build","seconds":1.5}"#),
    ] as [(ProgressEvent, String)])
  func progress(_ event: ProgressEvent, _ json: String) throws { try check(event, json) }

  @Test(
    arguments: [
      (.exited(3), #"{"how":"exited","number":3}"#), (.signaled(9), #"{"how":"signaled","number":9}"#),
      (.outOfMemory, #"{"how":"out-of-memory"}"#), (.destroyed, #"{"how":"destroyed"}"#), (.lost, #"{"how":"lost"}"#),
    ] as [(ExitReason, String)])
  func exits(_ reason: ExitReason, _ json: String) throws { try check(reason, json) }

  @Test(
    arguments: [
      (.command("node a", decidedBy: Evidence(says: "s")), #"{"command":"node a","decidedBy":{"says":"s"}}"#),
      (.files(directory: ".", singlePage: true), #"{"files":".","singlePage":true}"#),
    ] as [(StartMode, String)])
  func startModes(_ mode: StartMode, _ json: String) throws { try check(mode, json) }

  @Test(
    arguments: [
      (.progress(.output("x")), #"{"progress":{"event":"output","text":"x"}}"#), (.result(7), #"{"result":7}"#),
      (.problem(Problem(.diskFull, "m", hint: "h")), #"{"problem":{"code":"disk.full","hint":"h","message":"m"}}"#),
    ] as [(StreamLine<Int>, String)])
  func streamLines(_ line: StreamLine<Int>, _ json: String) throws { try check(line, json) }

  @Test func aLogLineIsBareAndAProblemIsNot() throws {
    let line = LogLine(release: 1, run: 2, channel: .standardError, offset: 3, at: 4, text: "t", gap: true)
    try check(
      StreamItem<LogLine>.item(line),
      #"{"at":4,"channel":2,"gap":true,"next":{"offset":4,"run":2},"offset":3,"release":1,"run":2,"text":"t"}"#)
    try check(
      StreamItem<LogLine>.problem(Problem(.timeout, "m", hint: "h")),
      #"{"problem":{"code":"timeout","hint":"h","message":"m"}}"#)
  }

  @Test func aPositionIsRunAndOffset() {
    #expect(LogPosition(run: 3, offset: 4096).description == "3:4096")
    #expect(LogPosition("3:4096") == LogPosition(run: 3, offset: 4096))
    for text in ["", "3", "3:", ":4", "-1:4", "3:-4", "a:b", "3:99999999999999999999"] {
      #expect(LogPosition(text) == nil)
    }
  }

  private func check<Value: Codable & Equatable>(_ value: Value, _ json: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json)
    #expect(try JSONDecoder().decode(Value.self, from: Data(json.utf8)) == value)
  }
}

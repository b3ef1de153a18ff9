import Foundation
import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct ProjectSettingsTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs/roost.sample.yml").standardized

  @Test func theSampleShowsEveryKey() throws {
    let text = try String(contentsOf: Self.sample, encoding: .utf8)
    let document = try YAMLReader.read(text, file: "roost.sample.yml")
    let groups = [
      ("", ProjectSettingsReader.keys), ("health", ProjectSettingsReader.healthKeys), ("limits", ProjectSettingsReader.limitKeys),
      ("static", ProjectSettingsReader.staticKeys), ("gateway", RouteSettingsReader.keys),
      ("gateway.limits", RouteLimitsReader.keys.filter { !RouteLimitsReader.sharedKeys.contains($0) }),
    ]
    for (path, keys) in groups {
      #expect(document.at(path)?.members?.map(\.key).sorted() == keys.sorted(), "\(path)")
    }
  }

  @Test func theSampleIsAccepted() throws {
    let settings = try ProjectSettingsReader.read(try String(contentsOf: Self.sample, encoding: .utf8), file: "roost.sample.yml")
    #expect(settings.name?.text == "my-app" && settings.type == .node && settings.root == ".")
    #expect(
      settings.limits
        == ResourceLimits(memory: .mebibytes(512), cpus: 0.5, processes: 256, disk: .mebibytes(2048), openFiles: 4096))
    #expect(
      settings.port == Plan.defaultPort && settings.network == .outbound && settings.target == .sandbox
        && settings.singlePage == false)
  }

  @Test(arguments: [
    ("name: ../up", "1:7: name:"), ("name: a", "1:7: name:"), ("type: cobol", "1:7: type: 'cobol' is none of"),
    ("root: /etc", "1:7: root:"),
    ("limits: {memory: lots}", "1:18: memory:"), ("limits: {memory: 1K}", "1:18: memory:"), ("limits: {cpus: -1}", "1:16: cpus:"),
    ("limits: {cpus: nan}", "1:16: cpus:"), ("limits: {processes: 0}", "1:21: processes:"),
    ("limits: {memory: 99999999999G}", "1:18: memory:"),
    ("health: {path: x}", "1:16: path:"), ("health: {path: \"/a b\"}", "1:16: path:"), ("health: /x", "1:9: expected a table"),
    ("env: {1A: x}", "1:6: env:"), ("env: {A: [x]}", "1:10: env.A: expected a text, found a list"),
    ("network: all", "1:10: network:"),
    ("static: {directory: ../x}", "1:21: directory:"),
    ("static: {single-page: maybe}", "1:23: single-page: expected true or false"),
    ("start: ''", "1:8: start: is empty"), ("build: {a: b}", "1:8: build: expected a text"), ("port: 70000", "1:7: port:"),
    ("processes: {web: x}", "1:12: processes: 'web' is the app itself"),
    ("processes: {release: x}", "1:12: processes: 'release' has a key of its own"),
    ("processes: {'a b': x}", "1:12: processes: 'a b' is not the name"),
    ("schedules: {a: {cron: '* * * *', command: x}}", "1:23: cron: '* * * *' has 4 fields"),
    ("schedules: {a: {cron: '0 0 31 2 *', command: x}}", "1:23: cron: '0 0 31 2 *' names days that never come"),
    ("schedules: {a: {cron: '@daily'}}", "1:16: command: is missing"), ("release: {a: b}", "1:10: release: expected a text"),
    ("[a]", "1:1: expected a table"),
    ("x: y", "1:1: unknown key 'x'; known are name, type"), ("start: \"a\\0b\"", "1:8: start:"),
  ])
  func aWrongValueNamesItsPlace(_ text: String, _ expected: String) {
    let fault = #expect(throws: DocumentFault.self) { try ProjectSettingsReader.read(text, file: "roost.yml") }
    #expect(fault?.text.hasPrefix("roost.yml:" + expected) == true, "\(fault?.text ?? "")")
  }
}

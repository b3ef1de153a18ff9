import Testing

@testable import RoostApps

/// Connections as the kernel lists them.
@Suite struct TCPTableTests {
  private static let heading =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

  private func line(_ local: String, _ remote: String, _ state: String) -> String {
    "   0: \(local) \(remote) \(state) 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 10 0\n"
  }

  @Test func onlyThoseToSomewhereElseCount() {
    let listens = line("00000000:0BB8", "00000000:0000", "0A")
    let asked = line("0200D50A:0BB8", "0100D50A:C350", "01")
    let within = line("0100007F:C350", "0100007F:0BB8", "01") + line("0100007F:0BB8", "0100007F:C350", "01")
    let closing = line("0200D50A:9C40", "08080808:01BB", "06")
    let database = line("0200D50A:9C42", "0500A8C0:1538", "01")
    let table = TCPTableTests.heading + listens + asked + within + closing
    #expect(TCPTable.outbound(in: [table]) == 0)
    #expect(TCPTable.outbound(in: [table + database]) == 1)
    #expect(TCPTable.outbound(in: []) == 0)
    #expect(TCPTable.outbound(in: ["", "nonsense\nmore of it"]) == 0)
  }

  /// Behind the gateway is another app.
  @Test func whatGoesThroughADoorCounts() {
    let table =
      TCPTableTests.heading + line("0100007F:C350", "0100007F:1F90", "01") + line("0100007F:1F90", "0100007F:C350", "01")
    #expect(TCPTable.outbound(in: [table]) == 0)
    #expect(TCPTable.outbound(in: [table], doors: [8080]) == 1)
    #expect(TCPTable.outbound(in: [table], doors: [8081]) == 0)
  }

  @Test func versionSix() {
    let loopback = "00000000000000000000000001000000"
    let mapped = "0000000000000000FFFF00000100007F"
    let other = "B80D0120000000000000000001000000"
    let table =
      TCPTableTests.heading + line("\(loopback):9C40", "\(loopback):1538", "01") + line("\(mapped):9C41", "\(mapped):1538", "01")
    #expect(TCPTable.outbound(in: ["", table]) == 0)
    #expect(TCPTable.outbound(in: ["", table + line("\(other):9C42", "\(other):1538", "01")]) == 1)
  }

  @Test func memoryPressure() {
    let text = "some avg10=21.50 avg60=1.00 avg300=0.00 total=1\nfull avg10=9.00 avg60=0.00 avg300=0.00 total=0\n"
    #expect(MemoryPressure.waiting(in: text) == 21.5)
    #expect(MemoryPressure.waiting(in: "full avg10=9.00") == nil)
  }
}

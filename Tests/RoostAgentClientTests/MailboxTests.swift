import RoostAgentProtocol
import Testing

@testable import RoostAgentClient

/// Messages between a connection and a reader.
struct MailboxTests {
  private func data(_ count: Int) -> AgentMessage {
    .data(OutputRecord(channel: .terminal, offset: 0, nanoseconds: 0, bytes: [UInt8](repeating: 1, count: count)))
  }

  @Test func whatWaitsIsReadAfterTheEnd() async {
    let mailbox = Mailbox(capacity: 100)
    #expect(mailbox.deliver(data(1)) && mailbox.deliver(.end(offset: 1)))
    mailbox.close()
    #expect(await mailbox.next() == data(1))
    #expect(await mailbox.next() == .end(offset: 1))
    #expect(await mailbox.next() == nil)
  }

  @Test func moreThanWasAskedForIsABreach() {
    let mailbox = Mailbox(capacity: 100)
    #expect(mailbox.deliver(data(100)))
    #expect(!mailbox.deliver(data(1)))
  }

  @Test func changesCountByWhatTheyAreLong() async {
    let mailbox = Mailbox(capacity: 100)
    let record = ChangeRecord(.created, "/app/" + String(repeating: "a", count: 40))
    #expect(record.length == 50 && mailbox.deliver(.changes([record, record])))
    #expect(!mailbox.deliver(.changes([record])))
    #expect(await mailbox.next() == .changes([record, record]))
  }

  @Test func aWaitingReaderIsWoken() async {
    let mailbox = Mailbox(capacity: 100)
    async let first = mailbox.next()
    async let closed: Void = mailbox.close()
    _ = await closed
    #expect(await first == nil)
  }

  @Test func manyMessagesKeepTheirOrder() async {
    let mailbox = Mailbox(capacity: 1 << 20)
    for number in 0..<5000 { _ = mailbox.deliver(.gap(from: UInt64(number), to: 0)) }
    for number in 0..<5000 { #expect(await mailbox.next() == .gap(from: UInt64(number), to: 0)) }
  }
}

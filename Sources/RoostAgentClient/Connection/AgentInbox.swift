import CRoost
import Glibc
import RoostAgentProtocol

/// Bytes and descriptors from an agent, made into messages. Bounded: one frame, and a few descriptors.
struct AgentInbox: ~Copyable {
  struct Inbound {
    var channel: UInt32
    var message: AgentMessage
    var descriptor: Int32?

    /// Closes what came with a message that nobody takes.
    func discard() {
      if let descriptor { close(descriptor) }
    }
  }

  enum Outcome { case more, wait, end }

  /// Descriptors whose frames have not come yet. Each frame brings one, so more is a breach.
  private static let descriptorLimit = 64

  private var decoder = FrameDecoder()
  private var descriptors = DescriptorQueue()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  mutating func receive(from socket: Int32) -> ([Inbound], Outcome) {
    var descriptor: Int32 = -1
    let count = buffer.withUnsafeMutableBytes { roost_receive(socket, $0.baseAddress, $0.count, &descriptor) }
    if descriptor >= 0 { descriptors.append(descriptor) }
    guard count > 0 else { return ([], count == -EAGAIN || count == -EINTR ? .wait : .end) }
    decoder.append(buffer[..<Int(count)])
    var messages: [Inbound] = []
    do throws(DecodingFailure) {
      while let frame = try decoder.next() { messages.append(try inbound(frame)) }
    } catch {
      return (messages, .end)
    }
    return (messages, descriptors.count <= AgentInbox.descriptorLimit ? .more : .end)
  }

  private mutating func inbound(_ frame: Frame) throws(DecodingFailure) -> Inbound {
    let message = try AgentMessage(frame)
    guard message == .dialed else { return Inbound(channel: frame.channel, message: message) }
    guard let descriptor = descriptors.takeFirst() else { throw .invalidValue }
    return Inbound(channel: frame.channel, message: message, descriptor: descriptor)
  }
}

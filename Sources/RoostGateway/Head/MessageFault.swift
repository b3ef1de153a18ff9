/// Why a message from either side was not accepted. From a client it becomes the answer, from an app a 502.
enum MessageFault: Error, Equatable, CaseIterable {
  case controlByte, requestLine, methodUnknown, methodRefused, target, targetTooLong, version
  case headTooLarge, tooManyFields, field
  case hostMissing, hostRepeated, hostInvalid, authorityMismatch
  case length, lengthAndEncoding, encoding
  case connectionOption, upgrade, expectation
  case chunk, trailer, bodyTooLarge
  case statusLine

  /// The status of the answer when a client made the mistake.
  var status: Int {
    switch self {
    case .methodRefused: 405
    case .bodyTooLarge: 413
    case .targetTooLong: 414
    case .expectation: 417
    case .headTooLarge, .tooManyFields: 431
    case .methodUnknown, .encoding: 501
    case .version: 505
    default: 400
    }
  }

  /// A sentence for a person, without a word of what was received.
  var sentence: String {
    switch self {
    case .controlByte: "A line holds a control character or does not end in CR LF."
    case .requestLine: "The first line is not a method, a path and a version."
    case .methodUnknown: "The method is not one this gateway forwards."
    case .methodRefused: "This method is not allowed through the gateway."
    case .target: "The path holds characters or segments that are not allowed."
    case .targetTooLong: "The address is longer than this gateway accepts."
    case .version: "Only HTTP/1.0 and HTTP/1.1 are spoken here."
    case .headTooLarge: "The header is larger than this gateway accepts."
    case .tooManyFields: "There are more header fields than this gateway accepts."
    case .field: "A header field is malformed."
    case .hostMissing: "The Host field is missing."
    case .hostRepeated: "There is more than one Host field."
    case .hostInvalid: "The Host field is not a host name."
    case .authorityMismatch: "The address and the Host field name different hosts."
    case .length: "Content-Length is not one plain number."
    case .lengthAndEncoding: "Content-Length and Transfer-Encoding exclude each other."
    case .encoding: "Only the chunked transfer encoding is accepted."
    case .connectionOption: "The Connection field names a field that must not be removed."
    case .upgrade: "The upgrade is not a valid WebSocket handshake."
    case .expectation: "The only expectation served here is 100-continue."
    case .chunk: "The chunked body is malformed."
    case .trailer: "A trailer field is malformed or not allowed."
    case .bodyTooLarge: "The body is larger than is accepted here."
    case .statusLine: "The first line is not a version and a status."
    }
  }

  /// What the one who sent the message can do.
  var hint: String {
    switch self {
    case .bodyTooLarge: "Send it in smaller parts."
    case .headTooLarge, .tooManyFields, .targetTooLong: "Send less of it. In a browser, deleting this site's cookies may help."
    default: "Send the request again in the form HTTP/1.1 (RFC 9112) asks for."
    }
  }
}

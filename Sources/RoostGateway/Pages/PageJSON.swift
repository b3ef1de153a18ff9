/// An error as JSON: the shape of the API's own errors, and the status.
enum PageJSON {
  static func render(_ page: Page) -> String {
    """
    {"status":\(page.status),"code":\(quoted(page.code)),"message":\(quoted(page.message)),"hint":\(quoted(page.hint))}

    """
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

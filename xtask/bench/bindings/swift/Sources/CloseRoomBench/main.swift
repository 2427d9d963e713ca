// Builds requests by the Swift package. See ../../../README.md.

import CloseRoom
import Foundation

let timestamp = 1_700_000_000
let nonce = "0123456789abcdef"

let zego = try Zego(appId: 1_234_567_890, serverSecret: "9193cc662a4c0ec135ec71fb57194b38")
let trtc = try Trtc(
    sdkAppId: 1_400_000_001,
    secretId: "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE1234",
    secretKey: "EXAMPLEEXAMPLEEXAMPLEEXAMPLE1234",
    region: "ap-guangzhou"
)

/// How many bytes there were to the requests, so that no compiler leaves a call out.
var bytes = 0

while let line = readLine() {
    let words = line.split(separator: " ")
    let isZego = words[0] == "zego"
    let count = Int(words[1])!
    let started = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<count {
        let request =
            isZego
            ? try zego.buildCloseRoom("room-1", timestamp: timestamp, nonce: nonce)
            : try trtc.buildCloseRoom("room-1", timestamp: timestamp, nonce: nonce)
        bytes &+= request.url.utf8.count
    }
    let nanoseconds = DispatchTime.now().uptimeNanoseconds - started
    // Not by `print`, which keeps back what goes to a pipe.
    FileHandle.standardOutput.write(Data("\(nanoseconds)\n".utf8))
}

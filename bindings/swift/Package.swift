// swift-tools-version: 6.0

import PackageDescription

/// The C side: for Apple's platforms a binary for each of them, for Linux a header beside the
/// static library. A manifest knows the system that it is read on, not the one that is built for.
#if canImport(Darwin)
    let ffi = Target.binaryTarget(name: "CloseRoomFFI", path: "CloseRoomFFI.xcframework")
    let linkerSettings: [LinkerSetting] = []
    let unused: [String] = []
    let resources: [Resource] = [.copy("PrivacyInfo.xcprivacy")]
#elseif os(Linux)
    #if arch(arm64)
        let libraries = "lib/aarch64-linux"
    #elseif arch(x86_64)
        let libraries = "lib/x86_64-linux"
    #else
        #error("closeroom has no library for this processor, only for arm64 and x86-64")
    #endif
    let ffi = Target.systemLibrary(name: "CloseRoomFFI")
    let linkerSettings: [LinkerSetting] = [
        .unsafeFlags(["-L\(Context.packageDirectory)/\(libraries)"]),
        .linkedLibrary("closeroom_ffi"),
    ]
    let unused = ["PrivacyInfo.xcprivacy"]
    let resources: [Resource] = []
#else
    #error("closeroom is built on macOS, for Apple's platforms, or on Linux, for Linux")
#endif

let package = Package(
    name: "closeroom",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "CloseRoom", targets: ["CloseRoom"])],
    targets: [
        .target(
            name: "CloseRoom",
            dependencies: ["CloseRoomCore"],
            exclude: unused,
            resources: resources
        ),
        .target(
            name: "CloseRoomCore",
            dependencies: ["CloseRoomFFI"],
            linkerSettings: linkerSettings
        ),
        ffi,
    ],
    swiftLanguageModes: [.v6]
)

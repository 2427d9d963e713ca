<?php
// Answers each line of JSON with one, by the algorithms of the providers' documents, with PHP's functions.
//
// ZEGOCLOUD, "Signing the request" and "Verify the callback"; TRTC, "Verify Signature Example" (54912):
// by their PHP samples.

$operations = [
    "trtc.callback" => fn($given) =>
        base64_encode(hash_hmac("sha256", base64_decode($given["body"]), $given["key"], true)),
    "zego.sign" => fn($given) =>
        md5($given["appId"] . $given["nonce"] . $given["serverSecret"] . $given["timestamp"]),
    "zego.callback" => function ($given) {
        $values = [$given["callbackSecret"], $given["timestamp"], $given["nonce"]];
        sort($values, SORT_STRING);
        return sha1(implode($values));
    },
];

while (($line = fgets(STDIN)) !== false) {
    $given = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    echo json_encode(["result" => $operations[$given["op"]]($given)]), "\n";
}

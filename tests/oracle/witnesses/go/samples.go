package main

// The algorithms of the providers' documents, with Go's standard library.
//
// ZEGOCLOUD, "Signing the request": by its Go sample. "Verify the callback": by the steps that it gives;
// it has no sample for Go. TRTC, "Verify Signature Example" (54912): by its Go sample.

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
)

type zegoRequest struct {
	AppId        uint32
	Nonce        string
	ServerSecret string
	Timestamp    int64
}

func zegoSignature(given zegoRequest) (string, error) {
	text := fmt.Sprintf("%d%s%s%d", given.AppId, given.Nonce, given.ServerSecret, given.Timestamp)
	digest := md5.Sum([]byte(text))
	return hex.EncodeToString(digest[:]), nil
}

type zegoEvent struct {
	CallbackSecret string
	Timestamp      int64
	Nonce          string
}

func zegoCallback(given zegoEvent) (string, error) {
	values := []string{given.CallbackSecret, fmt.Sprint(given.Timestamp), given.Nonce}
	sort.Strings(values)
	digest := sha1.Sum([]byte(strings.Join(values, "")))
	return hex.EncodeToString(digest[:]), nil
}

type trtcEvent struct {
	Key  string
	Body []byte
}

func trtcCallback(given trtcEvent) (string, error) {
	mac := hmac.New(sha256.New, []byte(given.Key))
	mac.Write(given.Body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}
